package dev.candlewick.sinks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

/** The names that users' queries hold. */
class TablesTest {

    @Test
    void aTableTravelsToAWorkerByItsName() throws Exception {
        byte[] travelling = InstantiationUtil.serializeObject(Tables.TRADES.inRun("run-1"));

        Table<?> arrived =
                InstantiationUtil.deserializeObject(travelling, getClass().getClassLoader());

        assertThat(travelling).hasSizeLessThan(1_000);
        assertThat(arrived.columnList()).isEqualTo(Tables.TRADES.columnList());
        assertThat(arrived.run()).isEqualTo("run-1");
        assertThat(
                        InstantiationUtil.<Table<?>>deserializeObject(
                                InstantiationUtil.serializeObject(Tables.BAR_RUNS),
                                getClass().getClassLoader()))
                .isSameAs(Tables.BAR_RUNS);
    }

    @Test
    void barsHaveTheirColumns() {
        assertThat(Tables.BARS.columnList())
                .isEqualTo(
                        "symbol, bar_interval, open_time, close_time, open, high, low, close,"
                                + " volume, quote_volume, vwap, trade_count, buy_volume,"
                                + " sell_volume, is_final, revision, price_source, coverage,"
                                + " origin, run_id, emitted_at");
        assertThat(Tables.BARS.keyList()).isEqualTo("symbol, bar_interval, open_time");
    }

    @Test
    void tradesAndLateTradesHaveTheSameColumns() {
        assertThat(Tables.TRADES.inRun("run-1").columnList())
                .isEqualTo(
                        "symbol, trade_time, price, size, side, trade_id, received_at, origin,"
                                + " run_id")
                .isEqualTo(Tables.LATE_TRADES.inRun("run-1").columnList());
    }

    @Test
    void marketDataHasItsColumns() {
        assertThat(Tables.BOOKS.inRun("run-1").columnList())
                .isEqualTo(
                        "symbol, book_time, bid_prices, bid_sizes, bid_orders, ask_prices,"
                                + " ask_sizes, ask_orders, fast, received_at, origin, run_id");
        assertThat(Tables.BBO.inRun("run-1").columnList())
                .isEqualTo(
                        "symbol, offer_time, bid_price, bid_size, bid_orders, ask_price, ask_size,"
                                + " ask_orders, received_at, origin, run_id");
        assertThat(Tables.MIDS.inRun("run-1").columnList())
                .isEqualTo("symbol, mid, received_at, origin, run_id");
        assertThat(Tables.ASSET_CONTEXTS.inRun("run-1").columnList())
                .isEqualTo(
                        "symbol, context_time, funding, open_interest, previous_day_price,"
                                + " day_notional_volume, day_base_volume, premium, oracle_price,"
                                + " mark_price, mid_price, impact_bid, impact_ask,"
                                + " circulating_supply, channel, origin, run_id");
        assertThat(Tables.EXCHANGE_CANDLES.inRun("run-1").columnList())
                .isEqualTo(
                        "symbol, bar_interval, open_time, close_time, open, high, low, close,"
                                + " volume, trade_count, received_at, origin, run_id,"
                                + " size_decimals");
        assertThat(Tables.ACCOUNT_EVENTS.inRun("run-1").columnList())
                .isEqualTo(
                        "user_address, channel, event_time, is_snapshot, payload, received_at,"
                                + " run_id");
        assertThat(Tables.RECONCILIATION.columnList())
                .isEqualTo(
                        "symbol, bar_interval, open_time, field, ours, theirs, verdict,"
                                + " checked_at");
    }

    @Test
    void gapsAndDeadLettersHaveTheirColumns() {
        assertThat(Tables.GAPS.columnList())
                .isEqualTo("symbol, gap_start, gap_end, reason, detected_at, healed_at, healed_by");
        assertThat(Tables.DEAD_LETTERS.columnList())
                .isEqualTo("received_at, source, channel, reason, detail, payload");
    }
}
