package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.SentimentRows.episode;
import static dev.candlewick.sinks.SentimentRows.sentiment;
import static dev.candlewick.sinks.SentimentRows.signal;
import static dev.candlewick.sinks.duckdb.TestingHotStore.hot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.sinks.tables.Tables;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Signals in the hot store, and stores from before these tables. */
class SignalStoreTest extends SentimentStoreFixture {
    private static final AtomicReference<Duration> RETENTION = new AtomicReference<>();

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
                    hot(
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
    void aRetentionThatChangesHoldsFromTheNextPublishedFileOn() throws Exception {
        RETENTION.set(Duration.ofHours(2));
        HotStore changing = TestingHotStore.settings(folder).retention(RETENTION::get).build();
        try (TestingHotStore store = TestingHotStore.start(folder, changing, null)) {
            show(
                    store,
                    hot(signal(BarInterval.M1, NOON, "1")),
                    hot(signal(BarInterval.M1, NOON + 61 * MINUTE, "2")),
                    hot(bar("BTC", NOON + 62 * MINUTE).build()));
            assertThat(store.rows(CLOSES)).containsExactly("1.0", "2.0");

            RETENTION.set(Duration.ofHours(1));
            store.endInput();
            assertThat(store.rows(CLOSES)).containsExactly("2.0");
        }
    }

    @Test
    void signalsLeaveTheHotStoreAsTheBarsGoOnAndReadingsStay() throws Exception {
        HotStore oneHour = TestingHotStore.settings(folder).retention(Duration.ofHours(1)).build();
        try (TestingHotStore store = TestingHotStore.start(folder, oneHour, null)) {
            show(
                    store,
                    hot(signal(BarInterval.S1, NOON + 2 * MINUTE, "0")),
                    hot(signal(BarInterval.M1, NOON, "1")),
                    hot(signal(BarInterval.M1, NOON + MINUTE, "2")),
                    hot(bar("BTC", NOON + 61 * MINUTE).build()),
                    hot(sentiment(1, 20, 0, "run-1")),
                    hot(episode(1, null, 1, "run-1")));
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
                    hot(sentiment(30, 20, 0, "run-1")),
                    hot(episode(1, 5, 5, "run-0")),
                    hot(episode(1, 9, 9, "run-1")),
                    hot(signal(BarInterval.M1, NOON, "1")));
        }
        try (TestingOldClient client = TestingOldClient.start()) {
            client.open(published());

            assertThat(client.ask("SELECT reading_date::VARCHAR FROM sentiment"))
                    .isEqualTo("2025-01-30");
            assertThat(client.ask("SELECT days FROM sentiment_regimes")).isEqualTo("9");
            assertThat(client.ask("SELECT close FROM signals")).isEqualTo("1.0");
        }
    }
}
