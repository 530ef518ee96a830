package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.SentimentRows.signal;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A hot store with readings, episodes and signals. */
abstract class SentimentStoreFixture {

    static final long NOON = at("2025-01-31T12:00:00Z");
    static final long MINUTE = 60_000_000;
    static final String READINGS =
            "SELECT reading_date, value, revision, run_id FROM sentiment ORDER BY reading_date";
    static final String EPISODES =
            "SELECT started_on, ended_on, days FROM sentiment_regimes ORDER BY started_on";
    static final String CLOSES = "SELECT close FROM signals ORDER BY open_time";

    @TempDir Path folder;

    static void show(TestingHotStore store, HotRow... rows) throws Exception {
        store.write(rows);
        store.pass(Duration.ofSeconds(1));
    }

    static Signal ranked(
            long openTime, String close, PriceSource source, Coverage coverage, String runId) {
        return signal(openTime, close, source, coverage, runId, BarInterval.M1);
    }

    <T> void inLake(Table<T> table, List<T> rows) throws Exception {
        TestingLake.write(Lake.at(folder.resolve("lake").toString()), table, rows);
    }

    Path published() {
        return TestingHotStore.published(folder);
    }

    List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        HotStoreQuery.over(
                        published().toString(),
                        folder.resolve("lake").toString(),
                        Duration.ofMinutes(10))
                .run(sql, result -> TestingDuckDb.collect(result, rows));
        return rows;
    }
}
