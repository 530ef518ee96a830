package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.archive.SimulatedArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command from its arguments to its summary, over archives that lack something. */
class BackfillITCase {

    private static final String HOUR_20 = "node_fills_by_block/hourly/20250904/20.lz4";

    @TempDir private Path folder;

    @Test
    void aMissingHourIsAGapAndASecondRunIsNotDoneByAccident() throws Exception {
        SimulatedArchive.of(Tape.recorded())
                .omit(HOUR_20)
                .omit("market_data/20250904/20/l2Book/BTC.lz4")
                .writeTo(folder.resolve("archive"));

        TestingShell first = run();

        assertThat(lines(first))
                .contains("objects 3 read, 1 hour missing, 0 damaged")
                .anyMatch(line -> line.startsWith("trades "))
                .anyMatch(line -> line.contains("SELECT * FROM gaps"));
        assertThat(
                        query(
                                "SELECT symbol, gap_start, gap_end, reason FROM gaps"
                                        + " WHERE reason LIKE '%not in the archive%' ORDER BY ALL"))
                .isEqualTo("");

        TestingShell again = run();
        assertThat(again.errorLines()).anyMatch(line -> line.contains("has done this already"));
        assertThat(again.out().strip()).isEqualTo(first.out().strip());
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
