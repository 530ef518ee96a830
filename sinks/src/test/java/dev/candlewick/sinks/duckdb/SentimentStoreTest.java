package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.SentimentRows.episode;
import static dev.candlewick.sinks.SentimentRows.sentiment;
import static dev.candlewick.sinks.SentimentRows.signal;
import static dev.candlewick.sinks.SentimentRows.vanished;
import static dev.candlewick.sinks.duckdb.TestingHotStore.hot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.tables.Tables;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** What readers see of sentiment, its regimes and the signals. */
class SentimentStoreTest extends SentimentStoreFixture {

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
                    hot(sentiment(30, 20, 0, "run-1")),
                    hot(sentiment(31, 25, 0, "run-1")),
                    hot(sentiment(31, 26, 1, "run-1")));

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
            show(store, hot(sentiment(30, 13, 1, "run-1")));

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
                    hot(sentiment(30, 20, 0, "run-1")),
                    hot(episode(30, null, 1, "run-1")),
                    hot(signal(BarInterval.M1, NOON, "1")));
            checkpoint = store.checkpoint();
            show(
                    store,
                    hot(sentiment(30, 21, 1, "run-1")),
                    hot(sentiment(31, 60, 0, "run-1")),
                    hot(vanished(30, 1, "run-1")),
                    hot(signal(BarInterval.M1, NOON, "2")));
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
}
