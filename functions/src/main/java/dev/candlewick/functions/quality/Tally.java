package dev.candlewick.functions.quality;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * A count that is both a metric, for who watches the job, and an accumulator, for the result of a
 * run. It counts what this attempt of the job did; after a restore it starts anew.
 */
public final class Tally {
    private final Counter metric;
    private final LongCounter accumulator = new LongCounter();

    private Tally(Counter metric) {
        this.metric = metric;
    }

    public static Tally of(RuntimeContext context, String name) {
        Tally tally = new Tally(context.getMetricGroup().counter(name));
        context.addAccumulator(name, tally.accumulator);
        return tally;
    }

    public void add(long count) {
        metric.inc(count);
        accumulator.add(count);
    }

    public void add() {
        metric.inc();
        accumulator.add(1L);
    }
}
