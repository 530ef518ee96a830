package dev.candlewick.connectors.rows;

import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.table.connector.ProviderContext;

/**
 * The identity of the operators of one scan: the planner's, where it gives some; otherwise one that
 * follows from the table and what the query wants of it.
 */
public record OperatorUid(ProviderContext context, String scan) {

    public <T> SingleOutputStreamOperator<T> on(
            SingleOutputStreamOperator<T> stream, String operator, String label) {
        return stream.uid(context.generateUid(operator).orElse(scan + "-" + operator)).name(label);
    }
}
