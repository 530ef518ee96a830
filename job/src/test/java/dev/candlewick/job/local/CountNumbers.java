package dev.candlewick.job.local;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.metrics.Counter;

/** Counts what passes. */
final class CountNumbers extends RichMapFunction<Long, Long> {

    private static final long serialVersionUID = 1L;

    private transient Counter numbers;

    @Override
    public void open(OpenContext context) {
        numbers = getRuntimeContext().getMetricGroup().counter("numbers");
    }

    @Override
    public Long map(Long number) {
        numbers.inc();
        return number;
    }
}
