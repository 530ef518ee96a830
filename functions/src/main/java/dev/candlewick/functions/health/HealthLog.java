package dev.candlewick.functions.health;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conditions of one operator: each is logged when it begins and when it ends, however often it
 * is met in between, and by how many operators of this process, and is the value of a gauge while
 * it lasts. Thread-safe.
 */
public final class HealthLog {

    /** The gauge; its value has a line for each condition, and is empty if there is none. */
    public static final String GAUGE = "trouble";

    /** How many there are, for monitors that take numbers only. */
    public static final String COUNT = "troubles";

    private static final Logger LOG = LoggerFactory.getLogger(HealthLog.class);

    /** Who meets a condition at present. Operators that were cancelled meanwhile vanish from it. */
    private static final Map<String, Set<HealthLog>> MET_BY = new HashMap<>();

    private final Map<String, Standing> standing = new LinkedHashMap<>();

    private record Standing(Condition condition, long sinceMillis) {}

    /** Shows the conditions in a metric group from now on. */
    public HealthLog shownIn(MetricGroup group) {
        group.gauge(GAUGE, (Gauge<String>) this::lines);
        group.gauge(COUNT, (Gauge<Integer>) this::count);
        return this;
    }

    /** It is met: for the first time, or still. */
    public synchronized void begin(Condition condition, long nowMillis) {
        if (standing.containsKey(condition.subject())) {
            return;
        }
        standing.put(condition.subject(), new Standing(condition, nowMillis));
        if (isMetFirst(condition.subject())) {
            LOG.error("{}", condition.line());
        }
    }

    private boolean isMetFirst(String subject) {
        synchronized (MET_BY) {
            Set<HealthLog> others =
                    MET_BY.computeIfAbsent(
                            subject, key -> Collections.newSetFromMap(new WeakHashMap<>()));
            boolean isFirst = others.isEmpty();
            others.add(this);
            return isFirst;
        }
    }

    /** It is over, if it has begun. */
    public synchronized void end(String subject, long nowMillis) {
        Standing ended = standing.remove(subject);
        if (ended != null && isMetNoMore(subject)) {
            LOG.info(
                    "{}: over after {} s ({})",
                    subject,
                    (nowMillis - ended.sinceMillis()) / 1_000,
                    ended.condition().cause());
        }
    }

    private boolean isMetNoMore(String subject) {
        synchronized (MET_BY) {
            Set<HealthLog> all = MET_BY.get(subject);
            all.remove(this);
            if (all.isEmpty()) {
                MET_BY.remove(subject);
            }
            return all.isEmpty();
        }
    }

    private synchronized int count() {
        return standing.size();
    }

    public synchronized boolean isQuiet() {
        return standing.isEmpty();
    }

    /** A line for each that lasts. */
    public synchronized String lines() {
        return standing.values().stream()
                .map(each -> each.condition().line())
                .collect(Collectors.joining("\n"));
    }
}
