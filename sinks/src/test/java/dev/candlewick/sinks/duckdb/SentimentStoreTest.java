package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.SentimentRows.episode;
import static dev.candlewick.sinks.SentimentRows.sentiment;
import static dev.candlewick.sinks.SentimentRows.signal;
import static dev.candlewick.sinks.SentimentRows.vanished;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Signal;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What readers see of sentiment, its regimes and the signals. */
class SentimentStoreTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;
    private static final String READINGS =
            "SELECT reading_date, value, revision, run_id FROM sentiment ORDER BY reading_date";
    private static final String EPISODES =
            "SELECT started_on, ended_on, days FROM sentiment_regimes ORDER BY started_on";
    private static final String CLOSES = "SELECT close FROM signals ORDER BY open_time";

    @TempDir private Path folder;

    @Test
    void nothingWrittenYetIsNoError() throws Exception {
        assertThat(query(READINGS)).isEmpty();
        assertThat(query(EPISODES)).isEmpty();
        assertThat(query(CLOSES)).isEmpty();
    }

    @Test
    void aRevisedReadingReplacesTheOneBefore() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            show(
                    store,
                    HotRow.of(sentiment(30, 20, 0, "run-1")),
                    HotRow.of(sentiment(31, 25, 0, "run-1")),
                    HotRow.of(sentiment(31, 26, 1, "run-1")));

            assertThat(store.rows(READINGS))
                    .containsExactly("2025-01-30|20|0|run-1", "2025-01-31|26|1|run-1");
        }
    }

    @Test
    void aReadingIsShownOnceOverHotStoreAndLake() throws Exception {
        inLake(
                Tables.SENTIMENT,
                List.of(
                        sentiment(29, 10, 0, "run-0"),
                        sentiment(30, 11, 5, "run-0"),
                        sentiment(30, 12, 0, "run-1")));
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            show(store, HotRow.of(sentiment(30, 13, 1, "run-1")));

            assertThat(store.rows(READINGS))
                    .containsExactly("2025-01-29|10|0|run-0", "2025-01-30|13|1|run-1")
                    .isEqualTo(query(READINGS));
        }
    }

    @Test
    void aRestoreBringsBackTheReadingThatWasOverwritten() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            show(
                    store,
                    HotRow.of(sentiment(30, 20, 0, "run-1")),
                    HotRow.of(episode(30, null, 1, "run-1")),
                    HotRow.of(signal(BarInterval.M1, NOON, "1")));
            checkpoint = store.checkpoint();
            show(
                    store,
                    HotRow.of(sentiment(30, 21, 1, "run-1")),
                    HotRow.of(sentiment(31, 60, 0, "run-1")),
                    HotRow.of(vanished(30, 1, "run-1")),
                    HotRow.of(signal(BarInterval.M1, NOON, "2")));
            assertThat(store.rows(EPISODES)).isEmpty();
        }
        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows(READINGS)).containsExactly("2025-01-30|20|0|run-1");
            assertThat(store.rows(EPISODES)).containsExactly("2025-01-30|null|1");
            assertThat(store.rows(CLOSES)).containsExactly("1.0");
        }
    }

    @Test
    void anEpisodeThatIsNoMoreIsHidden() throws Exception {
        inLake(
                Tables.SENTIMENT_REGIMES,
                List.of(
                        episode(1, 3, 3, "run-1"),
                        episode(4, null, 2, "run-1"),
                        vanished(4, 1, "run-1")));

        assertThat(query(EPISODES)).containsExactly("2025-01-01|2025-01-03|3");
    }

    @Test
    void aFreshRunThatCutsTheDaysIntoOtherEpisodesHidesThoseOfTheRunBefore() throws Exception {
        inLake(
                Tables.SENTIMENT_REGIMES,
                List.of(
                        episode(1, 3, 3, "run-1"),
                        episode(4, 8, 5, "run-1"),
                        episode(9, null, 1, "run-1"),
                        episode(1, 5, 5, "run-2"),
                        episode(6, null, 4, "run-2")));

        assertThat(query(EPISODES)).containsExactly("2025-01-01|2025-01-05|5", "2025-01-06|null|4");
    }

    @Test
    void aRunThatGoesOnFromACheckpointKeepsTheEpisodesItDoesNotChange() throws Exception {
        inLake(
                Tables.SENTIMENT_REGIMES,
                List.of(
                        episode(1, 3, 3, "run-1"),
                        episode(4, null, 5, "run-1"),
                        episode(4, 8, 5, "run-2"),
                        episode(9, null, 1, "run-2")));

        assertThat(query(EPISODES))
                .containsExactly(
                        "2025-01-01|2025-01-03|3", "2025-01-04|2025-01-08|5", "2025-01-09|null|1");
    }

    @Test
    void theNewestSignalRanksAsItsBarDoes() throws Exception {
        inLake(
                Tables.SIGNALS,
                List.of(
                        ranked(NOON, "1", PriceSource.MID, Coverage.COMPLETE, "run-9"),
                        ranked(NOON, "2", PriceSource.TRADE, Coverage.PARTIAL, "run-1"),
                        ranked(NOON + MINUTE, "3", PriceSource.TRADE, Coverage.PARTIAL, "run-9"),
                        ranked(NOON + MINUTE, "4", PriceSource.TRADE, Coverage.QUIET, "run-1"),
                        ranked(
                                NOON + 2 * MINUTE,
                                "5",
                                PriceSource.TRADE,
                                Coverage.COMPLETE,
                                "run-1")));
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            show(
                    store,
                    HotRow.of(
                            ranked(
                                    NOON + 2 * MINUTE,
                                    "6",
                                    PriceSource.TRADE,
                                    Coverage.COMPLETE,
                                    "run-2")));

            assertThat(store.rows(CLOSES))
                    .containsExactly("2.0", "4.0", "6.0")
                    .isEqualTo(query(CLOSES));
        }
    }

    @Test
    void signalsLeaveTheHotStoreAsTheBarsGoOnAndReadingsStay() throws Exception {
        HotStore oneHour = TestingHotStore.settings(folder).retention(Duration.ofHours(1)).build();
        try (TestingHotStore store = TestingHotStore.start(folder, oneHour, null)) {
            show(
                    store,
                    HotRow.of(signal(BarInterval.S1, NOON + 2 * MINUTE, "0")),
                    HotRow.of(signal(BarInterval.M1, NOON, "1")),
                    HotRow.of(signal(BarInterval.M1, NOON + MINUTE, "2")),
                    HotRow.of(bar("BTC", NOON + 61 * MINUTE).build()),
                    HotRow.of(sentiment(1, 20, 0, "run-1")),
                    HotRow.of(episode(1, null, 1, "run-1")));
            store.endInput();

            assertThat(store.rows(CLOSES)).containsExactly("2.0");
            assertThat(store.rows(READINGS)).hasSize(1);
            assertThat(store.rows(EPISODES)).hasSize(1);
        }
    }

    @Test
    void aStoreFilledFromTheLakeHasTheSignalsOfTheRetentionOnly() throws Exception {
        long week = 7 * 1440 * MINUTE;
        inLake(Tables.BARS, List.of(bar("ETH", NOON + week + MINUTE).build()));
        inLake(
                Tables.SIGNALS,
                List.of(
                        signal(BarInterval.M1, NOON, "1"),
                        signal(BarInterval.M1, NOON + MINUTE, "2")));
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            assertThat(store.rows("SELECT close FROM store.signals")).containsExactly("2.0");
            assertThat(store.rows(CLOSES)).containsExactly("1.0", "2.0");
        }
    }

    @Test
    void aStoreFromBeforeTheseTablesIsFilledFromTheLake() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build());
            checkpoint = store.checkpoint();
        }
        inLake(Tables.SENTIMENT, List.of(sentiment(30, 12, 0, "run-1")));
        inLake(Tables.BARS, List.of(bar("BTC", NOON).build()));
        TestingOlderStore.dropSentiment(HotStoreFiles.of(published().toString()).store());

        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(store.rows("SELECT value FROM store.sentiment")).containsExactly("12");
            assertThat(store.rows("SELECT symbol FROM store.bars")).containsExactly("BTC");
        }
    }

    @Test
    void aPublishedFileFromBeforeTheseTablesStillAnswers() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build());
            store.endInput();
        }
        TestingOlderStore.dropSentiment(published());
        inLake(Tables.SENTIMENT, List.of(sentiment(30, 12, 0, "run-1")));

        assertThat(query(READINGS)).containsExactly("2025-01-30|12|0|run-1");
        assertThat(query("SELECT symbol FROM bars")).containsExactly("BTC");
    }

    @Test
    void anOldClientReadsThemToo() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            show(
                    store,
                    HotRow.of(sentiment(30, 20, 0, "run-1")),
                    HotRow.of(episode(1, 5, 5, "run-0")),
                    HotRow.of(episode(1, 9, 9, "run-1")),
                    HotRow.of(signal(BarInterval.M1, NOON, "1")));
        }
        try (TestingOldClient client = TestingOldClient.start()) {
            client.open(published());

            assertThat(client.ask("SELECT reading_date::VARCHAR FROM sentiment"))
                    .isEqualTo("2025-01-30");
            assertThat(client.ask("SELECT days FROM sentiment_regimes")).isEqualTo("9");
            assertThat(client.ask("SELECT close FROM signals")).isEqualTo("1.0");
        }
    }

    private static void show(TestingHotStore store, HotRow... rows) throws Exception {
        store.write(rows);
        store.pass(Duration.ofSeconds(1));
    }

    private static Signal ranked(
            long openTime, String close, PriceSource source, Coverage coverage, String runId) {
        return signal(openTime, close, source, coverage, runId, BarInterval.M1);
    }

    private <T> void inLake(Table<T> table, List<T> rows) throws Exception {
        TestingLake.write(Lake.at(folder.resolve("lake").toString()), table, rows);
    }

    private Path published() {
        return TestingHotStore.published(folder);
    }

    private List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        HotStoreQuery.over(
                        published().toString(),
                        folder.resolve("lake").toString(),
                        Duration.ofMinutes(10))
                .run(sql, result -> TestingDuckDb.collect(result, rows));
        return rows;
    }
}
