package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo runs for ever in one process while another one opens its hot store. */
class HotStoreReadersITCase {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int READS = 25;

    @TempDir private Path folder;

    @Test
    void readersSeeFormingBarsWithoutEverMeetingALock() throws Exception {
        try (RunningCandlewick demo =
                RunningCandlewick.start(
                        folder,
                        "demo",
                        "--forever",
                        "--speed",
                        "1",
                        "--set",
                        "web-ui.port=0",
                        "--set",
                        "hot-store.intervals=1m,5m")) {
            await().atMost(PATIENCE).until(() -> hotStoreExists(demo) && newestEmission() > 0);

            List<Long> newest = new ArrayList<>();
            for (int read = 0; read < READS; read++) {
                newest.add(newestEmission());
                assertThat(oldestForming()).as("age of a forming bar, ms").isLessThan(2_000);
            }
            long firstSeen = newest.get(0);
            await().atMost(PATIENCE).until(() -> newestEmission() > firstSeen + 5_000);

            assertThat(newest).isSorted();
            assertThat(demo.stop(PATIENCE)).as(demo.output()).isZero();
        }
    }

    /** The newest emitted_at among forming bars, in epoch milliseconds; 0 if there is none. */
    private long newestEmission() throws SQLException {
        return number("SELECT coalesce(max(epoch_ms(emitted_at)), 0) FROM bars WHERE NOT is_final");
    }

    /** How far the stalest forming bar is behind the newest row of its bars, in milliseconds. */
    private long oldestForming() throws SQLException {
        return number(
                """
                SELECT coalesce(max(epoch_ms(emitted_at)) - min(epoch_ms(emitted_at)), 0)
                FROM bars WHERE NOT is_final
                """);
    }

    private boolean hotStoreExists(RunningCandlewick demo) throws IOException {
        assertThat(demo.isRunning()).as(demo.output()).isTrue();
        return Files.exists(hotStore());
    }

    private Path hotStore() {
        return folder.resolve("data/demo/hot/candlewick.duckdb");
    }

    private long number(String sql) throws SQLException {
        Properties readOnly = new Properties();
        readOnly.setProperty("duckdb.read_only", "true");
        try (Connection connection =
                        DriverManager.getConnection("jdbc:duckdb:" + hotStore(), readOnly);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getLong(1);
        }
    }
}
