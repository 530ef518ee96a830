package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.lock.FolderLock;
import dev.candlewick.job.lock.HeldException;
import dev.candlewick.job.lock.Holder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in effect, where it came from, and no secrets. */
class ConfigCommandTest {

    @TempDir private Path folder;
    private TestingShell shell;

    @BeforeEach
    void enterShell() {
        shell = new TestingShell(folder).with("CANDLEWICK_WEB_UI_PORT", "0");
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
    void checkingRefusesWhatLiveWouldRefuse() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        String symbols =
                IntStream.range(0, 3_000)
                        .mapToObj(number -> "A" + number)
                        .collect(Collectors.joining(","));

        assertThat(shell.run("config", "--check", "--set", "universe.symbols=" + symbols))
                .isEqualTo(2);
        assertThat(shell.run("config", "--check", "--set", "exchange.journal=" + file.resolve("j")))
                .isEqualTo(2);
        assertThat(shell.errorLines())
                .hasSize(2)
                .anyMatch(
                        line ->
                                line.contains("exchange.journal")
                                        && line.contains("is not a folder"))
                .anyMatch(line -> line.contains("the exchange allows 1000"));
    }

    @Test
    void aHotStoreLiesWhereDuckDbCanWriteAndAnyProgramCanOpenIt() {
        for (String path : List.of("what?/hot.duckdb", "hot?.duckdb", "a;b/hot.duckdb")) {
            assertThat(shell.run("config", "--set", "hot-store.path=" + path)).isEqualTo(2);
            assertThat(shell.run("config", "--set", "hot-store.fallback-path=" + path))
                    .isEqualTo(2);
        }
        assertThat(shell.errorLines())
                .hasSize(6)
                .allMatch(line -> line.contains("write a path of a local file, without ? and ;"));
        assertThat(shell.run("config", "--set", "hot-store.path=a b/*[é]'%20.duckdb")).isZero();
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
                        "candlewick: "
                                + odd
                                + ":4: write a symbol of 1 to 64 visible characters, such as"
                                + " BTC, xyz:TSLA, @107 or PURR/USDC");
    }

    @Test
    void checkingRefusesAPortInUseUnlessARunHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String[] check = {
                "config",
                "--check",
                "--set",
                "web-ui.port=" + taken.getLocalPort(),
                "--set",
                "hot-store.path=" + folder.resolve("hot/candlewick.duckdb")
            };
            assertThat(shell.run(check)).isEqualTo(2);
            assertThat(shell.errorLines()).singleElement().asString().contains("is in use");

            Path lock = folder.resolve("hot/.writer/run.lock");
            Holder holder = Holder.current("candlewick live", Instant.EPOCH);
            try (FolderLock held = FolderLock.take(lock, holder)) {
                assertThat(held).isNotNull();
                assertThat(shell.run(check)).isZero();
            } catch (HeldException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void aProfileStandsOverTheFileAndItsOwnFileOverIt() throws IOException {
        Path file = folder.resolve("candlewick.yaml");
        Files.writeString(file, "lake.path: mine\nbars.intervals: 1m\nweb-ui.port: 1\n");
        Path own = folder.resolve("candlewick-testnet.yaml");
        Files.writeString(own, "checkpoints.path: other\n");

        assertThat(shell.run("config", "--config", file.toString(), "--profile", "testnet"))
                .isZero();

        assertThat(shell.out().lines().map(line -> line.replaceAll(" {2,}", " | ")))
                .contains(
                        "exchange.websocket-url | wss://api.hyperliquid-testnet.xyz/ws | profile testnet",
                        "exchange.rest-url | https://api.hyperliquid-testnet.xyz | profile testnet",
                        "lake.path | data/testnet/lake | profile testnet",
                        "checkpoints.path | other | " + own + ":1",
                        "bars.intervals | 1m | " + file + ":2",
                        "web-ui.port | 0 | environment CANDLEWICK_WEB_UI_PORT");
    }

    @Test
    void aProfileThatIsNoneIsRefused() {
        assertThat(shell.run("config", "--profile", "tesnet")).isEqualTo(2);
        assertThat(shell.run("config", "--profile", "../x")).isEqualTo(2);
        assertThat(shell.errorLines())
                .containsExactly(
                        "candlewick: --profile tesnet: is neither built in nor a file"
                                + " candlewick-tesnet.yaml; write mainnet or testnet, or make the"
                                + " file",
                        "candlewick: --profile ../x: is no name of a profile; write letters and"
                                + " digits");
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
