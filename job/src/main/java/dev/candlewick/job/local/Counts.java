package dev.candlewick.job.local;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the tasks of a local job have counted, ended ones included. It reads the counters
 * themselves, so totals are exact as soon as the job has ended. Thread-safe.
 */
public final class Counts {

    private static final String TASK = "<task_name>";
    private static final String SOURCE = "Source";

    private final Map<Counter, Named> live = new ConcurrentHashMap<>();
    private final Map<Named, Long> ended = new ConcurrentHashMap<>();

    private record Named(String task, String name) {}

    /** All that counters of this name have come to, over all tasks and subtasks. */
    public long total(String name) {
        return sum(named -> named.name().equals(name));
    }

    /** As {@link #total}, of sources alone. */
    public long totalOfSources(String name) {
        return sum(named -> named.name().equals(name) && named.task().startsWith(SOURCE));
    }

    void added(Counter counter, String name, MetricGroup group) {
        live.put(counter, new Named(group.getAllVariables().getOrDefault(TASK, ""), name));
    }

    void removed(Counter counter) {
        Named named = live.remove(counter);
        if (named != null) {
            ended.merge(named, counter.getCount(), Long::sum);
        }
    }

    private long sum(Predicate<Named> wanted) {
        long counting =
                live.entrySet().stream()
                        .filter(entry -> wanted.test(entry.getValue()))
                        .mapToLong(entry -> entry.getKey().getCount())
                        .sum();
        return counting
                + ended.entrySet().stream()
                        .filter(entry -> wanted.test(entry.getKey()))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }
}
