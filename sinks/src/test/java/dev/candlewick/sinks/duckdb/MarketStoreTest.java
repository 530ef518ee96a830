package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.MarketRows.bid;
import static dev.candlewick.sinks.MarketRows.book;
import static dev.candlewick.sinks.MarketRows.candle;
import static dev.candlewick.sinks.MarketRows.checked;
import static dev.candlewick.sinks.MarketRows.context;
import static dev.candlewick.sinks.MarketRows.levels;
import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.duckdb.TestingHotStore.hot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Reconciliation.Verdict;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Market data in the hot store, and in the views beside the lake. */
class MarketStoreTest {

    private static final long NOON = at("2025-01-31T12:00:00Z");
    private static final long MINUTE = 60_000_000;

    @TempDir private Path folder;

    @Test
    void theNewestOfferOfEachSymbolIsShownWhateverTheOrderOfArrival() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(
                    hot(bid("BTC", NOON + 2, "2")),
                    hot(bid("BTC", NOON + 1, "1")),
                    hot(bid("ETH", NOON, "9")));
            store.pass(Duration.ofSeconds(1));
            assertThat(newestBids(store))
                    .containsExactly("BTC|2.0|null|run-1", "ETH|9.0|null|run-1");

            store.write(hot(bid("BTC", NOON + 3, "3")), hot(bid("ETH", NOON - 1, "8")));
            store.pass(Duration.ofSeconds(1));
            assertThat(newestBids(store))
                    .containsExactly("BTC|3.0|null|run-1", "ETH|9.0|null|run-1");
        }
    }

    @Test
    void theNewestContextOfEachSymbolIsShown() throws Exception {
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(hot(context("BTC", NOON, "1")), hot(context("BTC", NOON, "2")));
            store.pass(Duration.ofSeconds(1));

            assertThat(store.rows("SELECT symbol, mark_price, funding FROM asset_contexts_newest"))
                    .containsExactly("BTC|2.0|null");
        }
    }

    @Test
    void aSymbolThatFellSilentKeepsItsNewestOffer() throws Exception {
        HotStore oneHour = TestingHotStore.settings(folder).retention(Duration.ofHours(1)).build();
        try (TestingHotStore store = TestingHotStore.start(folder, oneHour, null)) {
            store.write(hot(bid("BTC", NOON, "1")));
            store.write(bar("ETH", NOON + 600 * MINUTE).build());
            store.endInput();

            assertThat(newestBids(store)).containsExactly("BTC|1.0|null|run-1");
        }
    }

    /** A run that goes on from an older checkpoint writes again what the one before committed. */
    @Test
    void anOfferThatTwoRunsWroteIsShownOnce() throws Exception {
        Lake lake = Lake.at(folder.resolve("lake").toString());
        for (String run : List.of("run-1", "run-2")) {
            TestingLake.write(lake, Tables.BBO.inRun(run), List.of(bid("BTC", NOON, "1")));
        }
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build());

            assertThat(store.rows("SELECT symbol, run_id FROM bbo")).containsExactly("BTC|run-1");
        }
    }

    /** They have no time of their own, so that equal ones may be of frames that came together. */
    @Test
    void equalDeadLettersAreAllShown() throws Exception {
        DeadLetter letter =
                new DeadLetter(NOON, "wss://x", "trades", "not_json", "at byte 1", new byte[] {1});
        Lake lake = Lake.at(folder.resolve("lake").toString());
        TestingLake.write(lake, Tables.DEAD_LETTERS, List.of(letter, letter));
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.show(bar("BTC", NOON).build());

            assertThat(store.rows("SELECT reason FROM dead_letters"))
                    .containsExactly("not_json", "not_json");
        }
    }

    @Test
    void anOfferThatCameAfterTheCheckpointIsTakenBack() throws Exception {
        OperatorSubtaskState checkpoint;
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            store.write(hot(bid("BTC", NOON, "1")));
            checkpoint = store.checkpoint();
            store.write(hot(bid("BTC", NOON + 1, "2")));
            store.pass(Duration.ofSeconds(1));
        }
        try (TestingHotStore store = TestingHotStore.restore(folder, checkpoint)) {
            assertThat(newestBids(store)).containsExactly("BTC|1.0|null|run-1");
        }
    }

    @Test
    void aLaterCheckReplacesAnEarlierOneAndOldOnesLeave() throws Exception {
        HotStore oneHour = TestingHotStore.settings(folder).retention(Duration.ofHours(1)).build();
        try (TestingHotStore store = TestingHotStore.start(folder, oneHour, null)) {
            store.write(
                    hot(checked("BTC", NOON, Verdict.MISSING, 1)),
                    hot(checked("BTC", NOON, Verdict.EQUAL, 2)),
                    hot(checked("BTC", NOON - 60 * MINUTE, Verdict.EQUAL, 2)));
            store.write(bar("BTC", NOON + MINUTE).build());
            store.endInput();

            assertThat(store.rows("SELECT epoch_us(open_time), verdict FROM reconciliation"))
                    .containsExactly(NOON + "|equal");
        }
    }

    @Test
    void historyIsInTheLake() throws Exception {
        Lake lake = Lake.at(folder.resolve("lake").toString());
        TestingLake.write(
                lake,
                Tables.BBO.inRun("run-0"),
                List.of(bid("BTC", NOON, "1"), bid("BTC", NOON + 1, "2"), bid("ETH", NOON, "3")));
        TestingLake.write(
                lake,
                Tables.BOOKS.inRun("run-0"),
                List.of(book("BTC", NOON, levels(3), List.of())));
        TestingLake.write(
                lake,
                Tables.EXCHANGE_CANDLES.inRun("run-0"),
                List.of(candle("BTC", NOON, "5", NOON + 1), candle("BTC", NOON, "6", NOON + 2)));

        assertThat(query("SELECT bid_price FROM bbo ORDER BY ALL"))
                .containsExactly("1.0", "2.0", "3.0");
        assertThat(query("SELECT symbol, bid_price FROM bbo_newest ORDER BY ALL"))
                .containsExactly("BTC|2.0", "ETH|3.0");
        assertThat(query("SELECT bid_sizes FROM books")).containsExactly("[0.5, 0.5, 0.5]");
        assertThat(query("SELECT close FROM exchange_candles")).containsExactly("6.0");
        try (TestingHotStore store = TestingHotStore.start(folder)) {
            assertThat(store.rows("SELECT bid_price FROM bbo ORDER BY ALL"))
                    .containsExactly("1.0", "2.0", "3.0");
            assertThat(store.rows("SELECT bid_orders FROM books")).containsExactly("[1, 2, 3]");
        }
    }

    private static List<String> newestBids(TestingHotStore store) throws Exception {
        return store.rows("SELECT symbol, bid_price, ask_price, run_id FROM bbo_newest ORDER BY 1");
    }

    private List<String> query(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        HotStoreQuery.over(
                        TestingHotStore.published(folder).toString(),
                        folder.resolve("lake").toString(),
                        Duration.ofMinutes(10))
                .run(sql, result -> TestingDuckDb.collect(result, rows));
        return rows;
    }
}
