package dev.candlewick.functions.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conditions of one operator: each is logged when it begins and when it ends, however often it
 * is met in between, and is the value of a gauge while it lasts. Thread-safe.
 */
public final class HealthLog {

    /** The gauge; its value has a line for each condition, and is empty if there is none. */
    public static final String GAUGE = "trouble";

    /** How many there are, for monitors that take numbers only. */
    public static final String COUNT = "troubles";

    private static final Logger LOG = LoggerFactory.getLogger(HealthLog.class);

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
        LOG.error("{}", condition.line());
    }

    /** It is over, if it has begun. */
    public synchronized void end(String subject, long nowMillis) {
        Standing ended = standing.remove(subject);
        if (ended != null) {
            LOG.info(
                    "{}: over after {} s ({})",
                    subject,
                    (nowMillis - ended.sinceMillis()) / 1_000,
                    ended.condition().cause());
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
