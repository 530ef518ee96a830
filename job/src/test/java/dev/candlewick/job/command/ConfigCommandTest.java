package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in effect, where it came from, and no secrets. */
class ConfigCommandTest {

    @TempDir private Path folder;
    private TestingShell shell;

    @BeforeEach
    void enterShell() {
        shell = new TestingShell(folder);
    }

    @Test
    void everySettingIsPrintedWithItsOrigin() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), "bars:\n  intervals: [1m, 1h]\n");

        int exitCode =
                shell.with("CANDLEWICK_UNIVERSE_SYMBOLS", "kPEPE")
                        .run("config", "--config", file.toString(), "--set", "web-ui.port=0");

        assertThat(exitCode).isZero();
        assertThat(shell.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .contains(
                        "bars.intervals | 1m, 1h | " + file + ":2",
                        "universe.symbols | kPEPE | environment CANDLEWICK_UNIVERSE_SYMBOLS",
                        "web-ui.port | 0 | --set",
                        "lake.commit-interval | 1 min | default");
    }

    @Test
    void userAndPasswordInsideOfUrlsAreMasked() {
        shell.run("config", "--set", "exchange.rest-url=https://me:hunter2@host/x?api_key=hunter3");

        assertThat(shell.out())
                .contains("https://******@host/x?api_key=******")
                .doesNotContain("hunter");
    }

    @Test
    void checkingLooksAtFoldersToo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        String lake = "lake.path=" + file.resolve("lake");

        assertThat(shell.run("config", "--check", "--set", lake)).isEqualTo(2);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: lake.path = %s/lake (--set): %s is not a folder; name another place"
                                .formatted(file, file));
    }

    @Test
    void checkingLooksAtTheFileOfSymbolsToo() throws IOException {
        Path none = folder.resolve("none");
        Path odd = Files.writeString(folder.resolve("odd"), "# mine\nBTC\n\nE\u0001TH\n");

        assertThat(shell.run("config", "--check", "--set", "universe.file=" + none)).isEqualTo(2);
        assertThat(shell.run("config", "--check", "--set", "universe.file=" + odd)).isEqualTo(2);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: universe.file = " + none + ": there is no such file",
                        "candlewick: " + odd + ":4: write a symbol of 1 to 64 visible characters");
    }

    @Test
    void checkingCreatesNothing() {
        Path lake = folder.resolve("new/lake");

        assertThat(shell.run("config", "--check", "--set", "lake.path=" + lake)).isZero();
        assertThat(lake.getParent()).doesNotExist();
        assertThat(shell.errorLines()).containsExactly("All settings are valid.");
    }

    @Test
    void helpOfEveryCommandNamesItsOptions() {
        assertThat(shell.run("--help")).isZero();
        assertThat(shell.out()).contains("demo", "live", "replay", "query", "config");
        for (String command : new String[] {"demo", "live", "replay", "query", "config"}) {
            TestingShell own = new TestingShell(folder);
            assertThat(own.run(command, "--help")).isZero();
            assertThat(own.out()).contains("--config", "--set", "--help");
        }
    }
}
