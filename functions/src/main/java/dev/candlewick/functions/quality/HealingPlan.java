package dev.candlewick.functions.quality;

import java.util.HashMap;
import java.util.Map;

/** The gaps of a symbol that are to be healed by candles, and the time. Mutable keyed state. */
public class HealingPlan {
    /** How far event time of the symbol has come; while its feed is away, what it was then. */
    public long clock = Long.MIN_VALUE;

    /** How much time has passed since {@link #clock} moved last. */
    public long passed;

    /** The clock of the feed at the last event. */
    public long heardAt;

    /** By their start. */
    public Map<Long, GapPlan> gaps = new HashMap<>();

    /**
     * Follows the time.
     *
     * @param longest while the feed is away, an event comes more often than this: a longer step is
     *     one of a clock that was set, by which no time has passed
     */
    void hear(long eventTime, long receivedAt, long longest) {
        long step = receivedAt - heardAt;
        // A step back too: around the moment of the setting, events of both clocks alternate.
        passed += Math.abs(step) <= longest ? step : 0;
        heardAt = receivedAt;
        if (eventTime > clock) {
            clock = eventTime;
            passed = 0;
        }
    }

    /**
     * The event time that it must be by now. While the feed is away it follows the receive time
     * that has passed: the two clocks may differ, so no receive time is taken for an event time.
     */
    long now() {
        return clock + passed;
    }
}
