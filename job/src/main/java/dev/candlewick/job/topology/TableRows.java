package dev.candlewick.job.topology;

import dev.candlewick.sinks.duckdb.ConflateRows;
import dev.candlewick.sinks.duckdb.HotRow;
import dev.candlewick.sinks.tables.HotRetention;
import dev.candlewick.sinks.tables.Table;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The rows of one table, on their way to its places. One writer fills a table of the lake: that
 * makes fewer and larger files.
 */
record TableRows<T>(Table<T> table, DataStream<T> rows) {

    static <T> TableRows<T> of(Table<T> table, DataStream<T> rows) {
        return new TableRows<>(table, rows);
    }

    void toLake(Outputs outputs) {
        TableOperator.toLake(table)
                .on(
                        rows.sinkTo(outputs.lake().sink(table.inRun(outputs.runId())))
                                .setParallelism(1));
    }

    /** What is of one writer stays so, and thus in its order. */
    DataStream<HotRow> toHotStore() {
        SingleOutputStreamOperator<HotRow> hot =
                table.hot().choice() == HotRetention.Choice.NEWEST
                        ? rows.transform(
                                "Conflate",
                                TypeInformation.of(HotRow.class),
                                new ConflateRows<>(table))
                        : rows.map(new AsHotRow<>(table.name()));
        return TableOperator.toHotStore(table)
                .on(rows.getParallelism() == 1 ? hot.setParallelism(1) : hot);
    }
}
