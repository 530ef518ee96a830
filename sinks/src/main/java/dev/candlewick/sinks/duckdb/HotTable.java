package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Table;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A table that the hot store keeps.
 *
 * @param row takes the row of this table out of a {@link HotRow}; null if it holds another one
 * @param kept which rows are kept at all
 * @param keptSql the same in SQL
 */
record HotTable<T>(Table<T> table, Function<HotRow, T> row, Predicate<T> kept, String keptSql) {

    static <T> HotTable<T> of(Table<T> table, Function<HotRow, T> row) {
        return new HotTable<>(table, row, any -> true, "true");
    }

    /** The row of this table that is to be kept, or null. */
    T keep(HotRow hotRow) {
        T found = row.apply(hotRow);
        return found != null && kept.test(found) ? found : null;
    }
}
