package dev.candlewick.functions.quality;

import java.util.Map;
import java.util.TreeMap;

/** The gaps of a symbol that are to be healed by candles, and the time. Mutable keyed state. */
public class HealingPlan {
    /** How far event time of the symbol has come; while its feed is away, what it was then. */
    public long clock = Long.MIN_VALUE;

    /** The clock of the feed when {@link #clock} moved last. */
    public long heardAt;

    /** By their start. */
    public Map<Long, GapPlan> gaps = new TreeMap<>();

    void hear(long eventTime, long receivedAt) {
        if (eventTime > clock) {
            clock = eventTime;
            heardAt = receivedAt;
        }
    }

    /**
     * The event time that it must be by now. While the feed is away it follows the receive time
     * that has passed: the two clocks may differ, so no receive time is taken for an event time.
     */
    long now(long receivedAt) {
        return clock + Math.max(0, receivedAt - heardAt);
    }
}
