package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A table that the hot store keeps.
 *
 * @param intervals of which bars are kept
 */
record HotTable<T>(Table<T> table, Set<BarInterval> intervals) {

    /** The tables of a store that one run writes. */
    static List<HotTable<?>> of(Set<BarInterval> intervals, String runId) {
        return Tables.hot().stream()
                .<HotTable<?>>map(table -> new HotTable<>(table.inRun(runId), intervals))
                .toList();
    }

    /** Whether the store keeps a row. */
    boolean keeps(T row) {
        return !table.hot().ofIntervals() || intervals.contains(table.interval().apply(row));
    }

    /** The same in SQL. */
    String keptSql() {
        return table.hot().ofIntervals() ? "bar_interval IN (" + labels() + ")" : "true";
    }

    /** A row of this table. */
    T cast(HotRow row) {
        return table.rowType().cast(row.row());
    }

    private String labels() {
        return intervals.stream()
                .map(interval -> Sql.literal(interval.label()))
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
