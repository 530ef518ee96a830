package dev.candlewick.sinks.parquet;

import static dev.candlewick.sinks.MarketRows.bid;
import static dev.candlewick.sinks.MarketRows.book;
import static dev.candlewick.sinks.MarketRows.level;
import static dev.candlewick.sinks.MarketRows.levels;
import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static dev.candlewick.sinks.Rows.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What DuckDB reads back from the files. */
class TableParquetTest extends TableParquetFixture {

    @Test
    void aTradeHasTheTypesOfTheContract() throws Exception {
        write(Tables.TRADES.inRun("run-7"), "t.parquet", trade("kPEPE", NOON, "0.0123450", 42L));

        assertThat(
                        duckDb.rows(
                                "SELECT column_name, column_type FROM (DESCRIBE FROM "
                                        + all()
                                        + ")"))
                .containsExactly(
                        "symbol|VARCHAR",
                        "trade_time|TIMESTAMP WITH TIME ZONE",
                        "price|DOUBLE",
                        "size|DOUBLE",
                        "side|VARCHAR",
                        "trade_id|BIGINT",
                        "received_at|TIMESTAMP WITH TIME ZONE",
                        "origin|VARCHAR",
                        "run_id|VARCHAR");
    }

    @Test
    void aTradeKeepsItsMicrosecondsAndTheNearestDouble() throws Exception {
        write(Tables.TRADES.inRun("run-7"), "t.parquet", trade("kPEPE", NOON, "0.0123450", 42L));

        assertThat(
                        duckDb.value(
                                "SELECT * REPLACE (trade_time::VARCHAR AS trade_time,"
                                        + " received_at::VARCHAR AS received_at) FROM "
                                        + all()))
                .isEqualTo(
                        "kPEPE|2025-01-31 12:00:00.000001+00|0.012345|0.5|buy|42"
                                + "|2025-01-31 12:00:00.250001+00|stream|run-7");
    }

    @Test
    void aTradeWithoutAnIdIsNull() throws Exception {
        write(Tables.TRADES.inRun("run-7"), "t.parquet", trade("BTC", NOON, "1", null));

        assertThat(duckDb.value("SELECT trade_id IS NULL FROM " + all())).isEqualTo("true");
    }

    @Test
    void aBarCarriesWhatFollowsFromItsFields() throws Exception {
        long open = at("2025-01-31T12:00:00Z");
        write(Tables.BARS, "b.parquet", bar("BTC", open).build());

        assertThat(
                        duckDb.value(
                                "SELECT bar_interval, close_time::VARCHAR, vwap = 301 / 3::DOUBLE,"
                                        + " is_final, price_source, coverage FROM "
                                        + all()))
                .isEqualTo("1m|2025-01-31 12:01:00+00|true|true|trade|complete");
    }

    @Test
    void anExchangeCandleHasNoVwap() throws Exception {
        BigDecimal one = BigDecimal.ONE;
        Bar candle =
                new Bar(
                        "BTC",
                        BarInterval.M1,
                        0,
                        one,
                        one,
                        one,
                        one,
                        one,
                        null,
                        1,
                        null,
                        null,
                        true,
                        0,
                        PriceSource.TRADE,
                        Coverage.REPAIRED,
                        Origin.EXCHANGE,
                        "run-1",
                        0);
        write(Tables.BARS, "b.parquet", candle);

        assertThat(duckDb.value("SELECT quote_volume, vwap, buy_volume, sell_volume FROM " + all()))
                .isEqualTo("null|null|null|null");
    }

    @Test
    void aDeadLetterKeepsItsPayloadByteForByte() throws Exception {
        byte[] payload = {0, -1, '\'', 10, 127, -128};
        write(
                Tables.DEAD_LETTERS,
                "d.parquet",
                new DeadLetter(NOON, "ws", null, "not_json", null, payload));

        assertThat(duckDb.value("SELECT hex(payload), octet_length(payload) FROM " + all()))
                .isEqualTo("00FF270A7F80|6");
    }

    @Test
    void aDayIsADate() throws Exception {
        Table<Reading> readings =
                Table.of(Reading.class, "readings", 1)
                        .text("name", Reading::name)
                        .dateOrNull("reading_date", Reading::date)
                        .build();
        write(readings, "r.parquet", new Reading("fng", LocalDate.of(1969, 12, 31)));

        assertThat(duckDb.value("SELECT reading_date, typeof(reading_date) FROM " + all()))
                .isEqualTo("1969-12-31|DATE");
    }

    @Test
    void aBookIsListsOfItsBestTwentyLevels() throws Exception {
        write(
                Tables.BOOKS.inRun("run-7"),
                "b.parquet",
                book("BTC", NOON, levels(21), List.of(level("99.5", "0.25", 7))));

        assertThat(
                        duckDb.value(
                                "SELECT typeof(bid_prices), len(bid_prices), bid_prices[20],"
                                        + " ask_prices, ask_sizes, ask_orders, typeof(ask_orders)"
                                        + " FROM "
                                        + all()))
                .isEqualTo("DOUBLE[]|20|20.0|[99.5]|[0.25]|[7]|BIGINT[]");
    }

    @Test
    void aBookWithoutOffersHasAnEmptyList() throws Exception {
        write(Tables.BOOKS.inRun("run-7"), "b.parquet", book("BTC", NOON, levels(2), List.of()));

        assertThat(duckDb.value("SELECT ask_prices, ask_orders, bid_orders FROM " + all()))
                .isEqualTo("[]|[]|[1, 2]");
    }

    @Test
    void whatTheExchangeLeavesOutIsNull() throws Exception {
        write(Tables.BBO.inRun("run-7"), "o.parquet", bid("BTC", NOON, "99.5"));

        assertThat(
                        duckDb.value(
                                "SELECT bid_price, bid_orders, ask_price, ask_orders FROM "
                                        + all()))
                .isEqualTo("99.5|3|null|null");
    }

    @Test
    void theFooterNamesTheTableAndItsVersion() throws Exception {
        write(Tables.GAPS, "g.parquet", new Gap("BTC", 0, 1L, "disconnect", 2, null, null));

        assertThat(
                        duckDb.rows(
                                "SELECT decode(key), decode(value) FROM parquet_kv_metadata('"
                                        + folder
                                        + "/*.parquet') ORDER BY 1"))
                .contains("candlewick.schema-version|2", "candlewick.table|gaps");
        assertThat(
                        duckDb.value(
                                "SELECT DISTINCT compression FROM parquet_metadata('"
                                        + folder
                                        + "/*.parquet')"))
                .isEqualTo("ZSTD");
    }

    @Test
    void aFileOfAnEarlierVersionIsReadBesideANewOne() throws Exception {
        Table<Gap> earlier =
                Table.of(Gap.class, "gaps", 0)
                        .text("symbol", Gap::symbol)
                        .time("gap_start", Gap::gapStart)
                        .build();
        Gap gap = new Gap("BTC", 0, 1L, "disconnect", 2, null, null);
        write(earlier, "earlier.parquet", gap);
        write(Tables.GAPS, "now.parquet", gap);

        assertThat(duckDb.rows("SELECT symbol, reason FROM " + all() + " ORDER BY reason"))
                .containsExactly("BTC|disconnect", "BTC|null");
    }

    @Test
    void aRowWithoutARequiredValueIsRefusedByTheNameOfTheColumn() {
        Gap nameless = new Gap(null, 0, 1L, "disconnect", 2, null, null);

        assertThatThrownBy(() -> write(Tables.GAPS, "g.parquet", nameless))
                .hasMessageContaining("column symbol must have a value");
    }
}
