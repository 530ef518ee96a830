package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.DecimalColumn;
import java.io.IOException;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;

/** The table of bars as final ones reach it, which come as runs; named in {@link Tables}. */
final class BarRunTables {

    private BarRunTables() {}

    /** The columns are those of {@link Tables#BARS}, which a test compares. */
    static Table<BarRun> bars() {
        return Table.of(BarRun.class, "bars", Tables.BARS.version())
                .rows(BarRun::bars)
                .values("symbol", ColumnType.VARCHAR, (run, cell) -> same(run.symbol(), run, cell))
                .values(
                        "bar_interval",
                        ColumnType.VARCHAR,
                        (run, cell) -> same(run.interval().label(), run, cell))
                .values("open_time", ColumnType.TIMESTAMP, (run, cell) -> times(run, 0, cell))
                .values(
                        "close_time",
                        ColumnType.TIMESTAMP,
                        (run, cell) -> times(run, run.interval().micros(), cell))
                .values("open", ColumnType.DOUBLE, (run, cell) -> decimals(run.open(), run, cell))
                .values("high", ColumnType.DOUBLE, (run, cell) -> decimals(run.high(), run, cell))
                .values("low", ColumnType.DOUBLE, (run, cell) -> decimals(run.low(), run, cell))
                .values("close", ColumnType.DOUBLE, (run, cell) -> decimals(run.close(), run, cell))
                .values(
                        "volume",
                        ColumnType.DOUBLE,
                        (run, cell) -> decimals(run.volume(), run, cell))
                .valuesOrNull(
                        "quote_volume",
                        ColumnType.DOUBLE,
                        (run, cell) ->
                                known(run::hasQuote, run.quoteVolume()::doubleValue, run, cell))
                .valuesOrNull(
                        "vwap",
                        ColumnType.DOUBLE,
                        (run, cell) -> known(run::hasVwap, run::vwap, run, cell))
                .values("trade_count", ColumnType.BIGINT, BarRunTables::tradeCounts)
                .valuesOrNull(
                        "buy_volume",
                        ColumnType.DOUBLE,
                        (run, cell) ->
                                known(run::hasQuote, run.buyVolume()::doubleValue, run, cell))
                .valuesOrNull(
                        "sell_volume",
                        ColumnType.DOUBLE,
                        (run, cell) -> known(run::hasQuote, run::sellVolume, run, cell))
                .values(
                        "is_final",
                        ColumnType.BOOLEAN,
                        (run, cell) -> cell.repeatBoolean(true, run.bars()))
                .values("revision", ColumnType.INTEGER, BarRunTables::revisions)
                .values(
                        "price_source",
                        ColumnType.VARCHAR,
                        (run, cell) -> texts(row -> run.priceSource(row).label(), run, cell))
                .values(
                        "coverage",
                        ColumnType.VARCHAR,
                        (run, cell) -> texts(row -> run.coverage(row).label(), run, cell))
                .values(
                        "origin",
                        ColumnType.VARCHAR,
                        (run, cell) -> same(run.head().origin().label(), run, cell))
                .values(
                        "run_id",
                        ColumnType.VARCHAR,
                        (run, cell) -> same(run.head().runId(), run, cell))
                .values("emitted_at", ColumnType.TIMESTAMP, BarRunTables::emissions)
                .key(Tables.BARS.key().toArray(String[]::new))
                .datedBy("open_time", run -> run.openTime(0))
                .build();
    }

    private static void same(String text, BarRun run, Cell cell) throws IOException {
        cell.repeatText(text, run.bars());
    }

    private static void times(BarRun run, long offset, Cell cell) throws IOException {
        long length = run.interval().micros();
        for (int row = 0; row < run.rows(); row++) {
            cell.setTimestamps(run.openTime(row) + offset, length, run.count(row));
        }
    }

    private static void decimals(DecimalColumn column, BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); row++) {
            cell.repeatDouble(column.doubleValue(row), run.count(row));
        }
    }

    private static void known(
            IntPredicate isKnown, IntToDoubleFunction value, BarRun run, Cell cell)
            throws IOException {
        for (int row = 0; row < run.rows(); row++) {
            if (isKnown.test(row)) {
                cell.repeatDouble(value.applyAsDouble(row), run.count(row));
            } else {
                cell.repeatNull(run.count(row));
            }
        }
    }

    private static void tradeCounts(BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); row++) {
            cell.repeatLong(run.tradeCount(row), run.count(row));
        }
    }

    private static void emissions(BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); row++) {
            cell.setTimestamps(run.emittedAt(row), 0, run.count(row));
        }
    }

    private static void revisions(BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); row++) {
            cell.repeatInt(run.revision(row), run.count(row));
        }
    }

    private static void texts(IntFunction<String> value, BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); row++) {
            cell.repeatText(value.apply(row), run.count(row));
        }
    }
}
