package dev.candlewick.job.local;

import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * How Flink gets at the counts of a run: it makes reporters from text alone, so the text names an
 * entry of a table that is kept here.
 */
public final class CountsReporterFactory implements MetricReporterFactory {

    private static final String PREFIX = "metrics.reporter.candlewick.";
    private static final String RUN = "run";
    private static final Map<String, Counts> RUNS = new ConcurrentHashMap<>();

    /** Lets the cluster of this configuration report to new counts. */
    static Counts register(Configuration configuration) {
        String run = UUID.randomUUID().toString();
        Counts counts = new Counts();
        RUNS.put(run, counts);
        configuration.setString(PREFIX + "factory.class", CountsReporterFactory.class.getName());
        configuration.setString(PREFIX + RUN, run);
        return counts;
    }

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        Counts counts = RUNS.remove(properties.getProperty(RUN, ""));
        return new CountsReporter(counts == null ? new Counts() : counts);
    }
}
