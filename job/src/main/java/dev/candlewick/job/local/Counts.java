package dev.candlewick.job.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the tasks of a local job have counted, ended ones included. It reads the counters
 * themselves, so totals are exact as soon as the job has ended. Thread-safe.
 */
public final class Counts {

    private static final String TASK = "<task_name>";
    private static final String SOURCE = "Source";

    private final Map<Metric, Count> live = new ConcurrentHashMap<>();
    private final Map<Named, Long> ended = new ConcurrentHashMap<>();

    private record Named(String task, String name) {}

    private record Count(Named named, LongSupplier value) {}

    /** All that counts of this name have come to, over all tasks and subtasks. */
    public long total(String name) {
        return sum(named -> named.name().equals(name));
    }

    /** As {@link #total}, of sources alone. */
    public long totalOfSources(String name) {
        return sum(named -> named.name().equals(name) && named.task().startsWith(SOURCE));
    }

    void added(Metric metric, String name, MetricGroup group) {
        Named named = new Named(group.getAllVariables().getOrDefault(TASK, ""), name);
        if (metric instanceof Counter counter) {
            live.put(metric, new Count(named, counter::getCount));
        } else if (metric instanceof Gauge<?> gauge) {
            live.put(metric, new Count(named, () -> whole(gauge)));
        }
    }

    void removed(Metric metric) {
        Count count = live.remove(metric);
        if (count != null) {
            ended.merge(count.named(), count.value().getAsLong(), Long::sum);
        }
    }

    private long sum(Predicate<Named> wanted) {
        long counting =
                live.values().stream()
                        .filter(count -> wanted.test(count.named()))
                        .mapToLong(count -> count.value().getAsLong())
                        .sum();
        return counting
                + ended.entrySet().stream()
                        .filter(entry -> wanted.test(entry.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private static long whole(Gauge<?> gauge) {
        try {
            return gauge.getValue() instanceof Number number ? number.longValue() : 0;
        } catch (RuntimeException gone) {
            return 0; // some gauges of Flink cannot be read once their task has ended
        }
    }
}
