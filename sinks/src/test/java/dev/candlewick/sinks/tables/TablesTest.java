package dev.candlewick.sinks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The names that users' queries hold. */
class TablesTest {

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
        assertThat(Tables.trades("run-1").columnList())
                .isEqualTo(
                        "symbol, trade_time, price, size, side, trade_id, received_at, origin,"
                                + " run_id")
                .isEqualTo(Tables.lateTrades("run-1").columnList());
    }

    @Test
    void gapsAndDeadLettersHaveTheirColumns() {
        assertThat(Tables.GAPS.columnList())
                .isEqualTo("symbol, gap_start, gap_end, reason, detected_at, healed_at, healed_by");
        assertThat(Tables.DEAD_LETTERS.columnList())
                .isEqualTo("received_at, source, channel, reason, detail, payload");
    }
}
