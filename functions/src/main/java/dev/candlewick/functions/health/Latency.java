package dev.candlewick.functions.health;

import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** How long something takes, in milliseconds: a histogram of the newest values. */
public final class Latency {

    private static final int NEWEST = 1_000;
    private static final long MICROS = 1_000;

    private final Histogram histogram;

    private Latency(Histogram histogram) {
        this.histogram = histogram;
    }

    /** Shows it in a metric group from now on. */
    public static Latency shownIn(MetricGroup group, String name) {
        return new Latency(group.histogram(name, new DescriptiveStatisticsHistogram(NEWEST)));
    }

    /** From an instant in microseconds to one in milliseconds; clocks may disagree. */
    public void add(long fromMicros, long toMillis) {
        histogram.update(Math.max(0, toMillis - Math.floorDiv(fromMicros, MICROS)));
    }
}
