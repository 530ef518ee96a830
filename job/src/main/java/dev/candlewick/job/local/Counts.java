package dev.candlewick.job.local;

import dev.candlewick.functions.health.HealthLog;
import dev.candlewick.functions.quality.Tally;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the tasks of a local job have counted, ended ones included. It reads the counters
 * themselves, so totals are exact as soon as the job has ended. Of a count that a restart sets back
 * the newest attempt counts, of any other all do. Thread-safe.
 */
public final class Counts {

    private static final String TASK = "<task_name>";
    private static final String OPERATOR = "<operator_id>";
    private static final String SUBTASK = "<subtask_index>";
    private static final String ATTEMPT = "<task_attempt_num>";
    private static final String SOURCE = "Source";

    private final Map<Metric, Count> live = new ConcurrentHashMap<>();
    private final Map<Metric, Gauge<?>> troubles = new ConcurrentHashMap<>();
    private final Map<Named, Long> ended = new ConcurrentHashMap<>();
    private final Map<Place, Attempt> distinct = new ConcurrentHashMap<>();

    /** One subtask of an operator, whichever attempt of the job it is of. */
    private record Place(Named named, String operator, String subtask) {}

    private record Attempt(Metric metric, int number, LongSupplier count) {}

    private record Named(String task, String name) {}

    /**
     * @param labels of the group that it stands in
     */
    private record Count(Named named, Map<String, String> labels, LongSupplier value) {}

    /** All that counts of this name have come to, over all tasks and subtasks. */
    public long total(String name) {
        return sum(named -> named.name().equals(name));
    }

    /** As {@link #total}, of sources alone. */
    public long totalOfSources(String name) {
        return sum(named -> named.name().equals(name) && named.task().startsWith(SOURCE));
    }

    void added(Metric metric, String name, MetricGroup group) {
        Map<String, String> variables = group.getAllVariables();
        Named named = new Named(variables.getOrDefault(TASK, ""), name);
        if (metric instanceof Tally.Distinct counter) {
            Place place =
                    new Place(
                            named,
                            variables.getOrDefault(OPERATOR, ""),
                            variables.getOrDefault(SUBTASK, ""));
            int number = Integer.parseInt(variables.getOrDefault(ATTEMPT, "0"));
            distinct.merge(
                    place,
                    new Attempt(counter, number, counter::getCount),
                    (known, now) -> now.number() < known.number() ? known : now);
        } else if (metric instanceof Counter counter) {
            live.put(metric, new Count(named, variables, counter::getCount));
        } else if (metric instanceof Gauge<?> gauge && name.equals(HealthLog.GAUGE)) {
            troubles.put(metric, gauge);
        } else if (metric instanceof Gauge<?> gauge) {
            live.put(metric, new Count(named, variables, () -> whole(gauge)));
        }
    }

    /** The least of what the running subtasks say; empty if none says more than 0. */
    public OptionalLong least(String name) {
        return live.values().stream()
                .filter(count -> count.named().name().equals(name))
                .mapToLong(count -> count.value().getAsLong())
                .filter(value -> value > 0)
                .min();
    }

    /** The greatest of what the running subtasks say for each value of a label; none below 0. */
    public Map<String, Long> greatestBy(String label, String name) {
        Map<String, Long> greatest = new TreeMap<>();
        for (Count count : live.values()) {
            String value = count.labels().get("<" + label + ">");
            if (value != null && count.named().name().equals(name)) {
                greatest.merge(value, count.value().getAsLong(), Math::max);
            }
        }
        greatest.values().removeIf(said -> said < 0);
        return greatest;
    }

    /** Adds what the run itself knows to be wrong. */
    void addTroubles(Gauge<String> lines) {
        troubles.put(lines, lines);
    }

    /** What is wrong at present, a line each. */
    public List<String> troubles() {
        return troubles.values().stream()
                .flatMap(gauge -> String.valueOf(gauge.getValue()).lines())
                .distinct()
                .sorted()
                .toList();
    }

    void removed(Metric metric) {
        troubles.remove(metric);
        if (metric instanceof Tally.Distinct counter) {
            long last = counter.getCount();
            distinct.replaceAll(
                    (place, attempt) ->
                            attempt.metric() == metric
                                    ? new Attempt(metric, attempt.number(), () -> last)
                                    : attempt);
        }
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
        long once =
                distinct.entrySet().stream()
                        .filter(entry -> wanted.test(entry.getKey().named()))
                        .mapToLong(entry -> entry.getValue().count().getAsLong())
                        .sum();
        return counting
                + once
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
