package dev.candlewick.functions.quality;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;

/**
 * A count that is both a metric, for who watches the job, and an accumulator, for the result of a
 * run. It counts what this attempt of the job did, unless it is one of {@link Tallies}.
 */
public final class Tally {
    private final Counter metric;

    /** Shared by the operators of a task that count the same. */
    private final LongCounter accumulator;

    /** A metric that a restart sets back: the newest attempt's value stands for all of them. */
    public static final class Distinct extends SimpleCounter {}

    private Tally(Counter metric, LongCounter accumulator) {
        this.metric = metric;
        this.accumulator = accumulator;
    }

    public static Tally of(RuntimeContext context, String name) {
        return registered(context, name, context.getMetricGroup().counter(name));
    }

    static Tally goingOnFrom(long count, RuntimeContext context, String name) {
        Tally tally =
                registered(context, name, context.getMetricGroup().counter(name, new Distinct()));
        tally.add(count);
        return tally;
    }

    private static Tally registered(RuntimeContext context, String name, Counter metric) {
        return new Tally(metric, context.getLongCounter(name));
    }

    long count() {
        return metric.getCount();
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
