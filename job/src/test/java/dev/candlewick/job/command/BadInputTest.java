package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who types something wrong gets one clear line for each problem, and nothing starts. */
class BadInputTest extends BadInputFixture {

    @ParameterizedTest
    @ValueSource(strings = {"demo", "live", "replay", "config"})
    void unknownKeysAndWrongTypesAreRefusedTogether(String command) throws IOException {
        String tape = Files.createFile(folder.resolve("tape")).toString();
        String[] arguments = {command, "--set", "lake.pth=x", "--set", "web-ui.port=many", tape};

        int exitCode = shell.run(command.equals("replay") ? arguments : withoutLast(arguments));

        assertThat(exitCode).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: lake.pth = x (--set): unknown key; did you mean lake.path?",
                        "candlewick: web-ui.port = many (--set): write a whole number from 0 to"
                                + " 65535");
    }

    @Test
    void anUnknownCommandOrOptionPointsToTheHelp() {
        assertThat(shell.run("confg")).isEqualTo(BAD_USAGE);
        assertThat(shell.run("config", "--chek")).isEqualTo(BAD_USAGE);
        assertThat(shell.run()).isEqualTo(BAD_USAGE);
        assertThat(shell.run("replay")).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .hasSize(7)
                .contains(
                        "candlewick: Unmatched argument at index 0: 'confg'",
                        "candlewick: Unknown option: '--chek'",
                        "Try 'candlewick config --help'.",
                        "candlewick: Missing command",
                        "candlewick: name recordings, or a span of the lake with both --from and"
                                + " --to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "fast", "NaN", "Infinity"})
    void aSpeedThatIsNoneIsRefused(String speed) {
        assertThat(shell.run("demo", "--speed", speed)).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .first()
                .asString()
                .contains("'" + speed + "' is no speed; write a number above 0, or max");
    }

    @Test
    void aPortInUseIsReportedBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "web-ui.port=" + taken.getLocalPort();
            Path out = folder.resolve("out");

            int exitCode = shell.run("demo", "--set", port, "--out", out.toString());

            assertThat(exitCode).isEqualTo(BAD_USAGE);
            assertThat(shell.errorLines())
                    .singleElement()
                    .asString()
                    .startsWith("candlewick: web-ui.port = " + taken.getLocalPort() + " (--set)")
                    .contains("is in use", "--set web-ui.port=0");
            assertThat(out).doesNotExist();
        }
    }

    @Test
    void anUnreachableExchangeIsReportedAndMayPass() throws IOException {
        int unused = unusedPort();
        String url = "exchange.websocket-url=ws://127.0.0.1:" + unused + "/ws";

        assertThat(shell.run("live", "--no-wait", "--set", url, "--config", settingsBelowFolder()))
                .isEqualTo(FAILED);
        assertThat(shell.errorLines())
                .singleElement()
                .asString()
                .startsWith("candlewick: exchange.websocket-url = ws://127.0.0.1:" + unused)
                .endsWith("no answer from 127.0.0.1:" + unused + "; check the URL and the network");
    }

    @Test
    void aHostThatDoesNotExistIsReported() throws IOException {
        String url = "exchange.websocket-url=wss://no.such.host.invalid/ws";

        assertThat(shell.run("live", "--no-wait", "--set", url, "--config", settingsBelowFolder()))
                .isEqualTo(FAILED);
        assertThat(shell.errorLines())
                .singleElement()
                .asString()
                .contains("the host no.such.host.invalid is not known");
    }

    @Test
    void foldersThatCannotBeWrittenAreReportedTogether() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Path other = Files.createFile(folder.resolve("other-file"));

        int exitCode =
                shell.run(
                        "live",
                        "--set",
                        "web-ui.port=0",
                        "--set",
                        "lake.path=" + file.resolve("lake"),
                        "--set",
                        "hot-store.path=" + file.resolve("hot/candlewick.duckdb"),
                        "--set",
                        "checkpoints.path=file://" + other);

        assertThat(exitCode).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .hasSize(3)
                .allMatch(line -> line.endsWith("file is not a folder; name another place"))
                .anyMatch(line -> line.startsWith("candlewick: lake.path = "))
                .anyMatch(line -> line.startsWith("candlewick: hot-store.path = "))
                .anyMatch(line -> line.startsWith("candlewick: checkpoints.path = "));
    }

    @Test
    void aFolderIsNoHotStore() throws IOException {
        int exitCode =
                shell.run(
                        "replay",
                        "tape",
                        "--config",
                        settingsBelowFolder(),
                        "--set",
                        "hot-store.path=" + folder);

        assertThat(exitCode).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: hot-store.path = %s (--set): this is a folder; name a file"
                                .formatted(folder));
    }

    @Test
    void theDemoLeavesAFolderAloneThatIsNotItsOwn() throws IOException {
        Path precious = Files.writeString(folder.resolve("thesis.tex"), "precious");

        int exitCode = shell.run("demo", "--out", folder.toString(), "--set", "web-ui.port=0");

        assertThat(exitCode).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: --out "
                                + folder
                                + ": is not empty, and no demo made it; name another folder or"
                                + " empty it yourself");
        assertThat(precious).hasContent("precious");
    }

    @Test
    void theDemoCannotWriteBelowAFile() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        int exitCode =
                shell.run("demo", "--out", file.resolve("x").toString(), "--set", "web-ui.port=0");

        assertThat(exitCode).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: --out %s/x: %s is not a folder; name another place"
                                .formatted(file, file));
    }

    @Test
    void tapesThatAreNoneAreReportedTogether() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "dear diary\n");
        Path missing = folder.resolve("missing.jsonl");

        int exitCode =
                shell.run(
                        "replay",
                        missing.toString(),
                        text.toString(),
                        "--config",
                        settingsBelowFolder());

        assertThat(exitCode).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines()).hasSize(2);
        assertThat(shell.errorLines().get(0)).startsWith("candlewick: There is no file ");
        assertThat(shell.errorLines().get(1))
                .contains("notes.txt", "is not a recording", "dear diary");
    }

    @Test
    void moreAddressesThanTheExchangeAllowsAreRefused() {
        String users =
                IntStream.range(0, 3)
                        .mapToObj("0x%040x"::formatted)
                        .collect(Collectors.joining(","));

        assertThat(
                        shell.run(
                                "live",
                                "--set",
                                "exchange.users=" + users,
                                "--set",
                                "exchange.max-users=2"))
                .isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .singleElement()
                .asString()
                .contains("3 addresses", "the exchange allows those of 2");
    }

    @Test
    void moreSymbolsThanTheExchangeAllowsAreRefused() {
        String symbols =
                IntStream.range(0, 600).mapToObj(i -> "C" + i).collect(Collectors.joining(","));

        assertThat(shell.run("live", "--set", "universe.symbols=" + symbols)).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .singleElement()
                .asString()
                .contains("600 symbols", "the exchange allows 1000 from one IP address");
    }

    @Test
    void aSettingsFileThatIsMissingIsReported() {
        Path missing = folder.resolve("none.yaml");

        assertThat(shell.run("config", "--config", missing.toString())).isEqualTo(BAD_USAGE);
        assertThat(shell.errorLines())
                .containsExactly("candlewick: " + missing + ": there is no such settings file");
    }
}
