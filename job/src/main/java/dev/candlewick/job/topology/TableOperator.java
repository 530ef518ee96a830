package dev.candlewick.job.topology;

import dev.candlewick.sinks.tables.Table;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The identity of the operators that bring the rows of a table to its places, by its name. */
record TableOperator(String uid, String label) {

    /** Names that were given before they followed from the table. */
    private static final Map<String, String> GIVEN = Map.of("sentiment_regimes", "regimes");

    static TableOperator toLake(Table<?> table) {
        return new TableOperator(name(table) + "-to-lake", title(table) + " to the lake");
    }

    static TableOperator toHotStore(Table<?> table) {
        return new TableOperator("hot-" + name(table), title(table) + " for the hot store");
    }

    <T> SingleOutputStreamOperator<T> on(SingleOutputStreamOperator<T> stream) {
        return stream.uid(uid).name(label);
    }

    <T> DataStreamSink<T> on(DataStreamSink<T> sink) {
        return sink.uid(uid).name(label);
    }

    private static String name(Table<?> table) {
        return GIVEN.getOrDefault(table.name(), table.name()).replace('_', '-');
    }

    private static String title(Table<?> table) {
        String words = table.name().replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
