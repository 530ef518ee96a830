package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Table;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One row on its way into the hot store.
 *
 * @param table the name of its table
 * @param row of the table's row type
 */
@TypeInfo(HotRowTypes.Factory.class)
public record HotRow(String table, Object row) {

    public static <T> HotRow of(Table<T> table, T row) {
        return new HotRow(table.name(), row);
    }
}
