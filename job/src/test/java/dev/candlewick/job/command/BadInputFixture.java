package dev.candlewick.job.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs commands and collects what they print. */
abstract class BadInputFixture {

    static final int FAILED = 1;
    static final int BAD_USAGE = 2;

    @TempDir Path folder;
    TestingShell shell;

    @BeforeEach
    void enterShell() {
        shell = new TestingShell(folder.resolve("home"));
    }

    String settingsBelowFolder() throws IOException {
        String settings =
                """
                web-ui.port: 0
                lake.path: %1$s/lake
                hot-store.path: %1$s/hot/candlewick.duckdb
                checkpoints.path: %1$s/checkpoints
                """
                        .formatted(folder);
        return Files.writeString(folder.resolve("settings.yaml"), settings).toString();
    }

    static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static String[] withoutLast(String[] arguments) {
        return Arrays.copyOf(arguments, arguments.length - 1);
    }
}
