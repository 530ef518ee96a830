package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Gap;
import java.util.HashMap;
import java.util.Map;

/** How far the candles of one gap have been asked for. Mutable keyed state. */
public class GapPlan {
    public Gap gap;

    /** By the clock of the feed. */
    public long askedAt = Long.MIN_VALUE;

    /** The end of the windows that were asked for. */
    public Map<BarInterval, Long> askedUntil = new HashMap<>();

    /** The first window that is still to be asked for. */
    long next(BarInterval interval) {
        return askedUntil.getOrDefault(interval, interval.openTimeOf(gap.gapStart()));
    }

    /** The end of the last window that the gap touches. */
    static long endOf(Gap gap, BarInterval interval) {
        return gap.gapEnd() == null
                ? Long.MAX_VALUE
                : interval.openTimeOf(gap.gapEnd() - 1) + interval.micros();
    }

    /**
     * More is known of the gap. Once it has ended, its last window of the finest interval is asked
     * for again if need be: its answer proves that the gap is healed.
     */
    void update(Gap known, BarInterval finest) {
        gap = known;
        askedAt = Long.MIN_VALUE;
        long end = endOf(known, finest);
        if (askedUntil.containsKey(finest) && askedUntil.get(finest) >= end) {
            askedUntil.put(finest, end - finest.micros());
        }
    }

    boolean isDone(Iterable<BarInterval> intervals) {
        for (BarInterval interval : intervals) {
            if (next(interval) < endOf(gap, interval)) {
                return false;
            }
        }
        return true;
    }
}
