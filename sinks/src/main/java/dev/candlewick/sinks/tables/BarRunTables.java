package dev.candlewick.sinks.tables;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.DecimalColumn;
import dev.candlewick.functions.model.PriceSource;
import java.io.IOException;

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
                .values(
                        "open_time",
                        ColumnType.TIMESTAMP,
                        (run, cell) ->
                                cell.repeatTimestamps(
                                        run, run.interval().micros(), run::copyOpenTimes))
                .values(
                        "close_time",
                        ColumnType.TIMESTAMP,
                        (run, cell) ->
                                cell.repeatTimestamps(
                                        run, run.interval().micros(), run::copyCloseTimes))
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
                .values(
                        "trade_count",
                        ColumnType.BIGINT,
                        (run, cell) -> cell.repeatLongs(run, run::copyTradeCounts))
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
                .values("price_source", ColumnType.VARCHAR, BarRunTables::priceSources)
                .values("coverage", ColumnType.VARCHAR, BarRunTables::coverages)
                .values(
                        "origin",
                        ColumnType.VARCHAR,
                        (run, cell) -> same(run.head().origin().label(), run, cell))
                .values(
                        "run_id",
                        ColumnType.VARCHAR,
                        (run, cell) -> same(run.head().runId(), run, cell))
                .values(
                        "emitted_at",
                        ColumnType.TIMESTAMP,
                        (run, cell) -> cell.repeatTimestamps(run, 0, run::copyEmittedAt))
                .key(Tables.BARS.key().toArray(String[]::new))
                .datedBy("open_time", run -> run.openTime(0))
                .build();
    }

    private static void same(String text, BarRun run, Cell cell) throws IOException {
        cell.repeatText(text, run.bars());
    }

    private static void known(DecimalColumn column, BarRun run, Cell cell) throws IOException {
        if (run.hasAllQuotes()) {
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

    private static void revisions(BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); ) {
            int from = row;
            int bars = 0;
            while (row < run.rows() && run.revision(row) == run.revision(from)) {
                bars += run.count(row++);
            }
            cell.repeatInt(run.revision(from), bars);
        }
    }

    private static void priceSources(BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); ) {
            PriceSource source = run.priceSource(row);
            int bars = 0;
            while (row < run.rows() && run.priceSource(row) == source) {
                bars += run.count(row++);
            }
            cell.repeatText(source.label(), bars);
        }
    }

    private static void coverages(BarRun run, Cell cell) throws IOException {
        for (int row = 0; row < run.rows(); row++) {
            cell.repeatText(run.coverage(row).label(), run.count(row));
        }
    }
}
