package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.duckdb.DuckDBAppender;

/**
 * The final bars of a batch that are later than all of their symbol and interval, as nearly all
 * are. They go straight into their table: to stage them and to look for what they replace would
 * cost several times as much.
 */
final class NewBars {

    /** The bars of a run that are new, by their place among its bars. */
    private record Chosen(BarRun run, BitSet bars) {}

    private final TableSql sql = new TableSql(Tables.BARS);
    private final List<GatheredColumn> columns =
            Tables.BAR_RUNS.columns().stream()
                    .map(column -> new GatheredColumn(column.type()))
                    .toList();
    private final DuckDb duckDb;
    private final Set<BarInterval> intervals;
    private final List<Chosen> chosen = new ArrayList<>();
    private NewestOpenTimes newest;

    /**
     * @param intervals of which bars are kept
     */
    NewBars(DuckDb duckDb, Set<BarInterval> intervals) {
        this.duckDb = duckDb;
        this.intervals = intervals;
    }

    /**
     * Chooses those of a batch in place of those of the one before; returns the other rows, which
     * must be compared with what is stored, one by one in the order of their arrival.
     */
    List<HotRow> choose(List<HotRow> batch) throws SQLException, IOException {
        if (newest == null) {
            newest = NewestOpenTimes.in(duckDb, sql);
        }
        chosen.clear();
        List<HotRow> others = new ArrayList<>();
        for (HotRow row : batch) {
            if (row.row() instanceof BarRun run) {
                if (intervals.contains(run.interval())) {
                    choose(run, others);
                }
            } else {
                if (row.row() instanceof Bar bar) {
                    newest.of(bar.symbol(), bar.interval()).advance(bar.openTime());
                }
                others.add(row);
            }
        }
        return others;
    }

    /** Whether a batch has none. */
    boolean isEmpty() {
        return chosen.isEmpty();
    }

    /** Brings the chosen ones in, within a transaction. */
    void insert(long epoch, long change) throws SQLException {
        if (chosen.isEmpty()) {
            return;
        }
        try (DuckDBAppender appender =
                duckDb.appender(TableSql.FILE, TableSql.SCHEMA, Tables.BARS.name())) {
            for (Chosen each : chosen) {
                gather(each.run);
                for (int i = each.bars.nextSetBit(0); i >= 0; i = each.bars.nextSetBit(i + 1)) {
                    appender.beginRow();
                    for (GatheredColumn column : columns) {
                        column.append(i, appender);
                    }
                    appender.append(epoch).append(change).append(false).endRow();
                }
            }
        }
    }

    private void choose(BarRun run, List<HotRow> others) {
        NewestOpenTimes.Series series = newest.of(run.symbol(), run.interval());
        BitSet bars = new BitSet(run.bars());
        int bar = 0;
        for (int row = 0; row < run.rows(); row++) {
            for (int place = 0; place < run.count(row); place++, bar++) {
                if (series.advance(run.openTime(row) + place * run.interval().micros())) {
                    bars.set(bar);
                } else {
                    others.add(HotRow.of(Tables.BARS, run.bar(row, place)));
                }
            }
        }
        if (!bars.isEmpty()) {
            chosen.add(new Chosen(run, bars));
        }
    }

    private void gather(BarRun run) {
        try {
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).begin(run.bars());
                Tables.BAR_RUNS.columns().get(i).value().move(run, columns.get(i));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
