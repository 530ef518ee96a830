package dev.candlewick.job.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.candlewick.job.local.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs commands inside of the test and keeps what they print. */
final class TestingShell {

    private final Map<String, String> environment = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StopSignal stop = StopSignal.uninstalled();
    private final Path home;
    private InputStream in = InputStream.nullInputStream();

    /** With the distribution in that folder, which need not exist. */
    TestingShell(Path home) {
        this.home = home;
    }

    TestingShell with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** What is typed or piped in. */
    TestingShell given(String text) {
        in = new ByteArrayInputStream(text.getBytes(UTF_8));
        return this;
    }

    int run(String... arguments) {
        Shell shell =
                new Shell(
                        Map.copyOf(environment),
                        Optional.of(home),
                        "candlewick",
                        in,
                        new PrintStream(out, true, UTF_8),
                        new PrintStream(err, true, UTF_8),
                        false,
                        () -> stop);
        return CandlewickCommand.run(shell, arguments);
    }

    /** As Ctrl-C would. */
    void stop() {
        stop.request();
    }

    String out() {
        return out.toString(UTF_8);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    List<String> errorLines() {
        return err.toString(UTF_8).lines().toList();
    }
}
