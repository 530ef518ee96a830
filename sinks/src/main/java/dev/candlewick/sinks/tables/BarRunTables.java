package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.DecimalColumn;
import java.io.IOException;
import java.util.function.IntFunction;

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
                .values(
                        "open",
                        ColumnType.DOUBLE,
                        (run, cell) -> cell.repeatDecimals(run.open(), run))
                .values(
                        "high",
                        ColumnType.DOUBLE,
                        (run, cell) -> cell.repeatDecimals(run.high(), run))
                .values(
                        "low",
                        ColumnType.DOUBLE,
                        (run, cell) -> cell.repeatDecimals(run.low(), run))
                .values(
                        "close",
                        ColumnType.DOUBLE,
                        (run, cell) -> cell.repeatDecimals(run.close(), run))
                .values(
                        "volume",
                        ColumnType.DOUBLE,
                        (run, cell) -> cell.repeatDecimals(run.volume(), run))
                .valuesOrNull(
                        "quote_volume",
                        ColumnType.DOUBLE,
                        (run, cell) -> known(run.quoteVolume(), run, cell))
                .valuesOrNull("vwap", ColumnType.DOUBLE, BarRunTables::vwaps)
                .values("trade_count", ColumnType.BIGINT, BarRunTables::tradeCounts)
                .valuesOrNull(
                        "buy_volume",
                        ColumnType.DOUBLE,
                        (run, cell) -> known(run.buyVolume(), run, cell))
                .valuesOrNull("sell_volume", ColumnType.DOUBLE, BarRunTables::sold)
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

    private static void known(DecimalColumn column, BarRun run, Cell cell) throws IOException {
        if (hasAllQuotes(run)) {
            cell.repeatDecimals(column, run);
            return;
        }
        for (int row = 0; row < run.rows(); row++) {
            if (run.hasQuote(row)) {
                cell.repeatDouble(column.doubleValue(row), run.count(row));
            } else {
                cell.repeatNull(run.count(row));
            }
        }
    }

    private static boolean hasAllQuotes(BarRun run) {
        for (int row = 0; row < run.rows(); row++) {
            if (!run.hasQuote(row)) {
                return false;
            }
        }
        return true;
    }

    private static void vwaps(BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); row++) {
            if (run.hasVwap(row)) {
                cell.repeatDouble(run.vwap(row), run.count(row));
            } else {
                cell.repeatNull(run.count(row));
            }
        }
    }

    private static void sold(BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); row++) {
            if (run.hasQuote(row)) {
                cell.repeatDouble(run.sellVolume(row), run.count(row));
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
