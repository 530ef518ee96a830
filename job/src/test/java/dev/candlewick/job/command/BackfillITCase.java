package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.archive.SimulatedArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command from its arguments to its summary, over archives that lack something. */
class BackfillITCase {

    private static final String HOUR_20 = "node_fills_by_block/hourly/20250904/20.lz4";

    private static final Instant EIGHT_PM = Instant.parse("2025-09-04T20:00:00Z");

    @TempDir private Path folder;

    @Test
    void aMissingHourIsAGapAndASecondRunIsNotDoneByAccident() throws Exception {
        SimulatedArchive.of(Tape.recorded())
                .omit(HOUR_20)
                .omit("market_data/20250904/20/l2Book/BTC.lz4")
                .writeTo(folder.resolve("archive"));

        TestingShell first = run();

        assertThat(lines(first))
                .contains(
                        "trades 5,951",
                        "missing 2025-09-04 20:00 to 2025-09-04 21:00 (1 h): trades of BTC, ETH,"
                                + " SOL, WLFI")
                .anyMatch(line -> line.startsWith("objects 2 ("))
                .anyMatch(line -> line.startsWith("1m 48 0 8 0"));
        assertThat(query("SELECT count(*), max(gap_end) FROM gaps WHERE symbol = 'BTC'"))
                .contains("2025-09-04T21:00:00Z");

        TestingShell again = run();
        assertThat(again.errorLines()).anyMatch(line -> line.contains("has done this already"));
        assertThat(again.out().strip()).isEqualTo(first.out().strip());
    }

    @Test
    void aDamagedObjectIsAGapAndNoFailure() throws Exception {
        SimulatedArchive.of(Tape.recorded()).flipByte(HOUR_20).writeTo(folder.resolve("archive"));

        TestingShell shell = run();

        assertThat(lines(shell)).anyMatch(line -> line.matches("damaged .*20.lz4: the object .*"));
        assertThat(
                        query(
                                "SELECT DISTINCT symbol FROM gaps WHERE reason LIKE '%20.lz4 is damaged%'"))
                .contains("BTC", "ETH", "SOL", "WLFI");
        long sound =
                Tape.recorded().trades().stream()
                        .filter(trade -> trade.time() < EIGHT_PM.toEpochMilli())
                        .count();
        assertThat(query("SELECT count(*) FROM trades WHERE trade_time < '%s'".formatted(EIGHT_PM)))
                .contains("" + sound);
    }

    private TestingShell run(String... more) {
        TestingShell shell = new TestingShell(Path.of("..", "flink-conf"));
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "backfill",
                                "--from",
                                "2025-09-04T19:00Z",
                                "--to",
                                "2025-09-04T21:00Z",
                                "--symbols",
                                "BTC,ETH,SOL,WLFI"));
        settings().forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of(more));
        assertThat(shell.run(arguments.toArray(String[]::new)))
                .as(shell.errorLines().toString())
                .isZero();
        return shell;
    }

    private Stream<String> settings() {
        return Stream.of(
                "web-ui.port=0",
                "sentiment.enabled=off",
                "lake.commit-interval=1 s",
                "archive.market-data=" + folder.resolve("archive/market_data"),
                "archive.asset-contexts=" + folder.resolve("archive/asset_ctxs"),
                "archive.fills=" + folder.resolve("archive"),
                "lake.path=" + folder.resolve("lake"),
                "hot-store.path=" + folder.resolve("hot/candlewick.duckdb"),
                "checkpoints.path=" + folder.resolve("checkpoints"));
    }

    private String query(String sql) throws IOException {
        TestingShell shell = new TestingShell(Path.of("home"));
        assertThat(
                        shell.run(
                                "query",
                                sql,
                                "--format",
                                "csv",
                                "--set",
                                "lake.path=" + folder.resolve("lake"),
                                "--set",
                                "hot-store.path=" + folder.resolve("hot/candlewick.duckdb")))
                .isZero();
        return shell.out();
    }

    private static Stream<String> lines(TestingShell shell) {
        return shell.out().lines().map(line -> line.strip().replaceAll(" +", " "));
    }
}
