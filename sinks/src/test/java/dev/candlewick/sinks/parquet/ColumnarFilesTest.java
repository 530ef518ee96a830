package dev.candlewick.sinks.parquet;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.model.TradeRun;
import dev.candlewick.functions.model.TradeRunBuilder;
import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of many rows, as DuckDB reads them back. */
class ColumnarFilesTest {

    private static final long NOON = at("2025-01-31T12:00:00.000001Z");
    private static final int TRADES = 150_000;
    private static final List<String> SYMBOLS = List.of("BTC", "kPEPE", "@107");

    @TempDir private Path folder;

    @Test
    void everyTradeOfEveryRowGroupIsReadBackAsItWas() throws Exception {
        List<Trade> trades = trades();
        write(Tables.TRADES.inRun("run-7"), runs(trades));

        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            List<String> read =
                    duckDb.rows(
                            "SELECT symbol, epoch_us(trade_time), price, size, side, trade_id,"
                                    + " epoch_us(received_at), origin, run_id FROM "
                                    + all());
            assertThat(read).hasSize(TRADES);
            for (String symbol : SYMBOLS) {
                assertThat(read.stream().filter(row -> row.startsWith(symbol + "|")))
                        .as("in the order of arrival")
                        .containsExactlyElementsOf(
                                trades.stream()
                                        .filter(trade -> trade.symbol().equals(symbol))
                                        .map(ColumnarFilesTest::shown)
                                        .toList());
            }
            assertThat(
                            duckDb.value(
                                    "SELECT count(DISTINCT row_group_id) FROM parquet_metadata('"
                                            + folder
                                            + "/*.parquet')"))
                    .isNotEqualTo("1");
        }
    }

    @Test
    void aBarInWhichNothingHappensCostsLittleMoreThanAByte() throws Exception {
        write(Tables.BARS, quietBars(1).toList());
        long few = Files.size(folder.resolve("t.parquet"));
        Files.delete(folder.resolve("t.parquet"));
        write(Tables.BARS, quietBars(20_000).toList());
        long many = Files.size(folder.resolve("t.parquet"));

        assertThat((many - few) / 60_000.0).isLessThan(1.0);
    }

    @Test
    void boundsOfTheColumnsAreInTheFooter() throws Exception {
        write(Tables.TRADES.inRun("run-7"), runs(trades()));

        try (TestingDuckDb duckDb = TestingDuckDb.inMemory()) {
            assertThat(
                            duckDb.rows(
                                    "SELECT min(stats_min_value), max(stats_max_value) FROM"
                                            + " parquet_metadata('"
                                            + folder
                                            + "/*.parquet') WHERE path_in_schema = 'symbol'"))
                    .containsExactly("@107|kPEPE");
        }
    }

    private static Stream<dev.candlewick.functions.model.Bar> quietBars(int count) {
        return Stream.iterate(0, i -> i + 1)
                .limit(count)
                .flatMap(
                        i ->
                                SYMBOLS.stream()
                                        .map(symbol -> bar(symbol, NOON + i * 1_000_000L).build()));
    }

    private static List<Trade> trades() {
        Random random = new Random(5);
        List<Trade> trades = new ArrayList<>();
        for (int i = 0; i < TRADES; i++) {
            trades.add(
                    new Trade(
                            SYMBOLS.get(random.nextInt(SYMBOLS.size())),
                            NOON + i * 100L - random.nextInt(1_000),
                            i % 50_000 == 0
                                    ? new BigDecimal("0.1234567890123456789012345")
                                    : BigDecimal.valueOf(random.nextInt(5_000) + 1_100_000, 1),
                            BigDecimal.valueOf(random.nextInt(1_000_000) + 1, 5),
                            random.nextBoolean() ? Side.BUY : Side.SELL,
                            random.nextInt(10) == 0 ? null : random.nextLong(1L << 50),
                            NOON + i * 100L,
                            i < TRADES / 2 ? Origin.RESEND : Origin.STREAM));
        }
        return trades;
    }

    private static List<TradeRun> runs(List<Trade> trades) {
        List<TradeRun> runs = new ArrayList<>();
        TradeRunBuilder run = new TradeRunBuilder();
        for (Trade trade : trades) {
            if (!run.accepts(trade)) {
                runs.add(run.build());
            }
            run.append(trade);
        }
        runs.add(run.build());
        return runs;
    }

    private static String shown(Trade trade) {
        return "%s|%d|%s|%s|%s|%s|%d|%s|run-7"
                .formatted(
                        trade.symbol(),
                        trade.tradeTime(),
                        trade.price().doubleValue(),
                        trade.size().doubleValue(),
                        trade.side().label(),
                        trade.tradeId(),
                        trade.receivedAt(),
                        trade.origin().label());
    }

    private <T> void write(Table<T> table, List<T> rows) throws Exception {
        BulkWriter<T> writer =
                TableFile.open(new LocalOutputFile(folder.resolve("t.parquet")), table);
        for (T row : rows) {
            writer.addElement(row);
        }
        writer.finish();
    }

    private String all() {
        return "read_parquet('" + folder + "/*.parquet')";
    }
}
