package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.ExchangeCandle;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bars of a symbol and interval that wait for a candle, and the newest candles. State, whose
 * maps have no order: Flink copies every map into one that has none.
 */
public class IntervalComparison {
    /** A bar comes seconds after its window has closed, when the stream is at the next one. */
    private static final int KEPT_CANDLES = 3;

    public Map<Long, Bar> waiting = new HashMap<>();
    public Map<Long, ExchangeCandle> candles = new HashMap<>();

    /** By the clock of the feed. */
    public long askedAt = Long.MIN_VALUE;

    void keep(ExchangeCandle candle) {
        candles.put(candle.openTime(), candle);
        if (candles.size() > KEPT_CANDLES) {
            candles.remove(Collections.min(candles.keySet()));
        }
    }

    /** The bars that have waited long enough, in order; none while the last request is recent. */
    List<Bar> takeDue(long now, ReconciliationRules rules) {
        if (waiting.isEmpty() || isWithin(askedAt, now, rules.askEvery())) {
            return List.of();
        }
        List<Bar> due =
                waiting.values().stream()
                        .filter(bar -> !isWithin(bar.emittedAt(), now, rules.patience()))
                        .sorted(Comparator.comparingLong(Bar::openTime))
                        .toList();
        if (!due.isEmpty()) {
            askedAt = now;
            due.forEach(bar -> waiting.remove(bar.openTime()));
        }
        return due;
    }

    /** A clock that was set back must not keep anything waiting until it has caught up. */
    private static boolean isWithin(long since, long now, Duration duration) {
        return since <= now && since > now - duration.toMillis() * 1_000;
    }
}
