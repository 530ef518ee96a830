package dev.candlewick.functions.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Which trade ids of a symbol need no longer be remembered. */
final class SeenTrades {
    /** More than the exchange sends again after any subscribe. */
    static final int ALWAYS_KEPT = 1_000;

    private SeenTrades() {}

    /** The ids older than an instant, sparing the newest {@link #ALWAYS_KEPT} of all. */
    static List<Long> forgettable(Iterable<Map.Entry<Long, Long>> timeOfId, long olderThan) {
        List<Map.Entry<Long, Long>> old = new ArrayList<>();
        int newer = 0;
        for (Map.Entry<Long, Long> entry : timeOfId) {
            if (entry.getValue() < olderThan) {
                old.add(Map.entry(entry.getKey(), entry.getValue()));
            } else {
                newer++;
            }
        }
        int spared = Math.max(0, ALWAYS_KEPT - newer);
        old.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        return old.stream().skip(spared).map(Map.Entry::getKey).toList();
    }
}
