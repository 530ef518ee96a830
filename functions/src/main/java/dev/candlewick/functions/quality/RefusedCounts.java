package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.DeadLetter;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** How much input is refused, by channel and reason, which are labels. */
final class RefusedCounts {

    private static final String NAME = "refused";

    /** A channel is what the input says it is, and must not make metrics without end. */
    private static final int MOST_KINDS = 200;

    private static final String OTHER = "other";

    private final MetricGroup metrics;
    private final Map<String, Counter> counters = new HashMap<>();

    RefusedCounts(MetricGroup metrics) {
        this.metrics = metrics;
    }

    void add(DeadLetter letter) {
        String channel = letter.channel() == null ? "unknown" : letter.channel();
        boolean isKnown = counters.containsKey(key(channel, letter.reason()));
        String label = isKnown || counters.size() < MOST_KINDS ? channel : OTHER;
        counters.computeIfAbsent(
                        key(label, letter.reason()), kind -> counter(label, letter.reason()))
                .inc();
    }

    private static String key(String channel, String reason) {
        return channel + " " + reason;
    }

    private Counter counter(String channel, String reason) {
        return metrics.addGroup("channel", channel).addGroup("reason", reason).counter(NAME);
    }
}
