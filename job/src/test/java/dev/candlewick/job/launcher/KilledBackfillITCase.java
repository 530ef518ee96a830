package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeBuilder;
import dev.candlewick.simulator.TapeTrade;
import dev.candlewick.simulator.archive.SimulatedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backfill that dies without a word, and the same command once more. */
class KilledBackfillITCase {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Instant START = Instant.parse("2025-09-01T00:00:00Z");
    private static final int HOURS = 10;
    private static final int TRADES_AN_HOUR = 7_000;

    @TempDir private Path folder;

    @Test
    void goesOnWhereItWasSoThatNothingIsLostReadAgainOrThereTwice() throws Exception {
        SimulatedArchive.of(tape()).writeTo(folder.resolve("archive"));
        Path lastHour = folder.resolve("archive/node_fills_by_block/hourly/20250901/9.lz4");
        Path meanwhile = Files.move(lastHour, folder.resolve("last-hour"));
        makePipe(lastHour);

        try (RunningCandlewick first = start()) {
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> hasCommitted() || !first.isRunning());
            assertThat(first.isRunning()).as(first.output()).isTrue();
            first.kill();
        }
        assertThat(query("SELECT count(*) FROM " + trades()))
                .isBetween(1L, (long) HOURS * TRADES_AN_HOUR - 1);
        Files.move(meanwhile, lastHour, StandardCopyOption.REPLACE_EXISTING);
        // Its trades are committed, so it has been read; whoever read it again would miss it.
        Files.delete(folder.resolve("archive/node_fills_by_block/hourly/20250901/0.lz4"));

        try (RunningCandlewick second = start()) {
            assertThat(second.exitCode(PATIENCE)).as(second.output()).isZero();
            assertThat(second.output())
                    .contains("Going on from file:" + folder)
                    .containsPattern("objects +" + (HOURS + 1) + " ");
        }
        removeWhatCompactionHasReplaced();
        assertThat(query("SELECT count(*) FROM " + trades())).isEqualTo(HOURS * TRADES_AN_HOUR);
        assertThat(query("SELECT count(DISTINCT trade_id) FROM " + trades()))
                .isEqualTo(HOURS * TRADES_AN_HOUR);
        assertThat(
                        query(
                                "SELECT count(*) FROM "
                                        + table("gaps")
                                        + " WHERE gap_start < '2025-09-01 09:00:00+00'"))
                .isZero();
    }

    /** Its reader waits as long as there is no writer, so that the run cannot end. */
    private static void makePipe(Path file) throws Exception {
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor()).isZero();
    }

    /** With one reader: another one might have nothing but the pipe, and all would wait for it. */
    private RunningCandlewick start() throws Exception {
        Path flink = Files.createDirectories(folder.resolve("flink"));
        Files.writeString(flink.resolve("config.yaml"), "parallelism.default: 1\n");
        return RunningCandlewick.start(
                folder,
                Map.of("FLINK_CONF_DIR", flink.toString()),
                "backfill",
                "--from",
                "2025-09-01",
                "--to",
                START.plus(Duration.ofHours(HOURS)).toString(),
                "--symbols",
                "BTC",
                "--set",
                "web-ui.port=0",
                "--set",
                "sentiment.enabled=off",
                "--set",
                "lake.commit-interval=100 ms",
                "--set",
                "archive.fills=" + folder.resolve("archive"),
                "--set",
                "archive.market-data=" + folder.resolve("archive/market_data"),
                "--set",
                "archive.asset-contexts=" + folder.resolve("archive/asset_ctxs"));
    }

    private void removeWhatCompactionHasReplaced() throws Exception {
        try (RunningCandlewick compaction =
                RunningCandlewick.start(folder, "compact", "--keep-minutes", "0")) {
            assertThat(compaction.exitCode(PATIENCE)).as(compaction.output()).isZero();
        }
    }

    /** By the names of files: a query takes as long as the rest of the run may. */
    private boolean hasCommitted() throws IOException {
        Path day = folder.resolve("data/lake/trades/date=2025-09-01");
        if (!Files.exists(day)) {
            return false;
        }
        try (Stream<Path> files = Files.list(day)) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        }
    }

    private String trades() {
        return table("trades");
    }

    private String table(String name) {
        return "read_parquet('%s/data/lake/%s/**/*.parquet')".formatted(folder, name);
    }

    /** Each trade has a moment of its own. */
    private static Tape tape() {
        TapeBuilder tape = Tape.builder();
        List<TapeTrade> frame = new ArrayList<>();
        for (int i = 0; i < HOURS * TRADES_AN_HOUR; i++) {
            Instant time = START.plusMillis(i * 3_600_000L / TRADES_AN_HOUR);
            String price = "%d.5".formatted(100_000 + i % 977);
            frame.add(
                    TapeTrade.of(
                            "BTC",
                            i % 3 == 0 ? "A" : "B",
                            price,
                            "0.001",
                            time.toEpochMilli(),
                            1_000 + i));
            if (frame.size() == 100) {
                tape.trades(time, frame.toArray(TapeTrade[]::new));
                frame.clear();
            }
        }
        return tape.build();
    }

    private static long query(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
