package dev.candlewick.job.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredQualityTest {

    private static final String ROWS =
            """
            COPY (
                SELECT
                    symbol, '1m' AS bar_interval, day, bars, 0 AS complete, 0 AS quiet, 0 AS partial,
                    0 AS repaired, 0 AS missing, 0.0::DOUBLE AS coverage_ratio, 0 AS gap_count,
                    0.0::DOUBLE AS gap_seconds, 0 AS duplicates, 0 AS rejected, 0 AS late,
                    0 AS revisions, NULL::DOUBLE AS drift, NULL::DOUBLE AS freshness_seconds,
                    score::DOUBLE AS score, now() AS computed_at, 'run' AS run_id
                FROM (VALUES
                    ('BTC', DATE '2025-09-01', 9, 0.1),
                    ('BTC', DATE '2025-09-03', 9, 0.8),
                    ('BTC', DATE '2025-09-03', 5, 0.2),
                    ('BTC', DATE '2025-09-04', 9, 1.0),
                    ('ETH', DATE '2025-09-04', 9, 0.5)
                ) AS rows (symbol, day, bars, score)
            ) TO '%s' (FORMAT parquet)
            """;

    @TempDir private Path folder;

    @Test
    void ranksByTheNewestTwoDays() throws Exception {
        Path day = Files.createDirectories(folder.resolve("lake/data_quality/date=2025-09-04"));
        try (Connection duckDb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckDb.createStatement()) {
            statement.execute(ROWS.formatted(day.resolve("part.parquet")));
        }

        assertThat(quality().scores()).isEqualTo(Map.of("BTC", 0.9, "ETH", 0.5));
    }

    @Test
    void knowsNothingWhereNothingIsStored() {
        assertThat(quality().scores()).isEmpty();
    }

    private StoredQuality quality() {
        return new StoredQuality(
                folder.resolve("hot.duckdb").toString(),
                "file:" + folder.resolve("lake"),
                Duration.ofMinutes(10));
    }
}
