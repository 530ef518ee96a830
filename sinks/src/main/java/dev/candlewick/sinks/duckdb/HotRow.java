package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.sinks.tables.Table;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * One row on its way into the hot store; or a run of final bars, which is as many as it has.
 *
 * @param table the name of its table; {@link #BAR_RUNS} of a run
 * @param row of the table's row type
 */
@TypeInfo(HotRowTypes.Factory.class)
public record HotRow(String table, Object row) {

    /** Stands where a table's name would; no table has it. */
    static final String BAR_RUNS = "bar_runs";

    public static <T> HotRow of(Table<T> table, T row) {
        return new HotRow(table.name(), row);
    }

    public static HotRow of(BarRun run) {
        return new HotRow(BAR_RUNS, run);
    }

    /** How many rows of its table it is. */
    int rows() {
        return row instanceof BarRun run ? run.bars() : 1;
    }
}
