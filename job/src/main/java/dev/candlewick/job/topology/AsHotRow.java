package dev.candlewick.job.topology;

import dev.candlewick.sinks.duckdb.HotRow;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;

/** Says of which table a row is. */
record AsHotRow<T>(String table) implements MapFunction<T, HotRow>, ResultTypeQueryable<HotRow> {

    @Override
    public HotRow map(T row) {
        return new HotRow(table, row);
    }

    @Override
    public TypeInformation<HotRow> getProducedType() {
        return TypeInformation.of(HotRow.class);
    }
}
