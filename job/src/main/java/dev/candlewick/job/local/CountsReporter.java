package dev.candlewick.job.local;

import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/** Hands the metrics of a local job to the {@link Counts} of its run. */
final class CountsReporter implements MetricReporter {

    private final Counts counts;

    CountsReporter(Counts counts) {
        this.counts = counts;
    }

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        counts.added(metric, name, group);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        counts.removed(metric);
    }
}
