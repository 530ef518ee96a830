package dev.candlewick.sinks.parquet;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.SentimentRows.episode;
import static dev.candlewick.sinks.SentimentRows.sentiment;
import static dev.candlewick.sinks.SentimentRows.signal;
import static dev.candlewick.sinks.SentimentRows.signalWithoutReading;
import static dev.candlewick.sinks.SentimentRows.vanished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What DuckDB reads back of sentiment, its regimes and the signals. */
class SentimentParquetTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");

    @TempDir private Path folder;

    @Test
    void sentimentHasTheColumnsOfTheContractAndDatesForDays() throws Exception {
        List<String> types = types(Tables.SENTIMENT, sentiment(31, 30, 0, "run-1"));

        assertThat(types)
                .containsExactly(
                        "index_name VARCHAR",
                        "reading_date DATE",
                        "value INTEGER",
                        "provider_label VARCHAR",
                        "regime VARCHAR",
                        "signal VARCHAR",
                        "contrarian_strength DOUBLE",
                        "previous_value INTEGER",
                        "trend VARCHAR",
                        "trend_strength DOUBLE",
                        "volatility DOUBLE",
                        "contrarian_bias DOUBLE",
                        "momentum_bias DOUBLE",
                        "volatility_tolerance DOUBLE",
                        "position_sizing DOUBLE",
                        "holding_period DOUBLE",
                        "first_seen_at TIMESTAMP WITH TIME ZONE",
                        "known_at TIMESTAMP WITH TIME ZONE",
                        "revision INTEGER",
                        "run_id VARCHAR");
    }

    @Test
    void aReadingIsReadBackAsItWas() throws Exception {
        assertThat(
                        stored(
                                "* REPLACE (first_seen_at::VARCHAR AS first_seen_at,"
                                        + " known_at::VARCHAR AS known_at)",
                                Tables.SENTIMENT,
                                sentiment(31, 30, 2, "run-1")))
                .containsExactly(
                        "fng|2025-01-31|30|Fear|fear|weak_buy|0.25|null|stable|0.0|0.0125"
                                + "|0.6|0.4|0.5|0.55|0.45|2025-01-31 00:00:00.000001+00"
                                + "|2025-01-31 00:00:00.000002+00|2|run-1");
    }

    @Test
    void regimesHaveTheColumnsOfTheContractAndDatesForDays() throws Exception {
        assertThat(types(Tables.SENTIMENT_REGIMES, episode(1, 2, 2, "run-1")))
                .containsExactly(
                        "index_name VARCHAR",
                        "regime VARCHAR",
                        "started_on DATE",
                        "ended_on DATE",
                        "days INTEGER",
                        "min_value INTEGER",
                        "max_value INTEGER",
                        "mean_value DOUBLE",
                        "known_at TIMESTAMP WITH TIME ZONE",
                        "revision INTEGER",
                        "run_id VARCHAR");
    }

    @Test
    void anEpisodeThatLastsHasNoEndAndOneThatIsNoMoreHasNoValues() throws Exception {
        String columns = "started_on, ended_on, days, min_value, max_value, mean_value";

        assertThat(stored(columns, Tables.SENTIMENT_REGIMES, episode(7, null, 3, "run-1")))
                .containsExactly("2025-01-07|null|3|30|40|35.5");
        assertThat(stored(columns, Tables.SENTIMENT_REGIMES, vanished(8, 1, "run-1")))
                .contains("2025-01-08|2025-01-08|0|null|null|null");
    }

    @Test
    void signalsHaveTheColumnsOfTheContractThenThoseThatRankThem() throws Exception {
        assertThat(types(Tables.SIGNALS, signal(BarInterval.M1, NOON, "100.5")))
                .containsExactly(
                        "symbol VARCHAR",
                        "bar_interval VARCHAR",
                        "open_time TIMESTAMP WITH TIME ZONE",
                        "close DOUBLE",
                        "reading_date DATE",
                        "value INTEGER",
                        "regime VARCHAR",
                        "signal VARCHAR",
                        "contrarian_strength DOUBLE",
                        "revision INTEGER",
                        "run_id VARCHAR",
                        "emitted_at TIMESTAMP WITH TIME ZONE",
                        "price_source VARCHAR",
                        "coverage VARCHAR",
                        "settings_version BIGINT");
    }

    @Test
    void aSignalWithoutAReadingIsNullInAllThatFollowsFromOne() throws Exception {
        String columns =
                "close, reading_date, value, regime, signal, contrarian_strength, coverage";

        assertThat(stored(columns, Tables.SIGNALS, signalWithoutReading(NOON)))
                .containsExactly("100.5|null|null|null|null|null|complete");
        assertThat(stored(columns, Tables.SIGNALS, signal(BarInterval.H1, NOON, "7")))
                .contains("7.0|2025-01-30|26|fear|weak_buy|0.5|complete");
    }

    private <T> List<String> types(Table<T> table, T row) throws Exception {
        put(table, row);
        return query(
                "SELECT column_name || ' ' || column_type FROM (DESCRIBE %s)".formatted(all()));
    }

    /** What a table holds after one more row. */
    private <T> List<String> stored(String columns, Table<T> table, T row) throws Exception {
        put(table, row);
        return query("SELECT %s FROM %s".formatted(columns, all()));
    }

    private <T> void put(Table<T> table, T row) throws Exception {
        TestingLake.write(Lake.at(folder.toString()), table, List.of(row));
    }

    private static List<String> query(String sql) throws Exception {
        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            return duckDb.rows(sql);
        }
    }

    private String all() {
        return "(FROM read_parquet('%s/**/*.parquet', hive_partitioning = false))"
                .formatted(folder);
    }
}
