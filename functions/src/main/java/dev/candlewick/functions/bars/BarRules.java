package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Origin;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How trades become bars in one run.
 *
 * @param outOfOrderness how far event time runs past the end of a window before it closes
 * @param allowedLateness how late a trade still corrects its bars, counted from that moment on
 * @param forming which open windows are shown while they form, and how often
 * @param origin of the trades of this run
 */
public record BarRules(
        List<BarInterval> intervals,
        Duration outOfOrderness,
        Duration allowedLateness,
        Forming forming,
        Origin origin,
        String runId)
        implements Serializable {

    /** Windows that end at or before this instant are closed. */
    public long closedUntil(long clock) {
        return minus(clock, outOfOrderness);
    }

    /** Trades before this instant are too late for any bar. */
    public long tooLateBefore(long clock) {
        return minus(closedUntil(clock), allowedLateness);
    }

    /** How far behind the clock a trade is at most that is not too late. */
    public long reach() {
        return -tooLateBefore(0);
    }

    /** The clock by which a window that ends at an instant is closed. */
    long closingClock(long closeTime) {
        return closeTime + outOfOrderness.toMillis() * 1_000;
    }

    /** The clock by which no trade before an instant is in time. */
    long forgettingClock(long closeTime) {
        return closingClock(closeTime) + allowedLateness.toMillis() * 1_000;
    }

    private static long minus(long instant, Duration duration) {
        return instant == Long.MIN_VALUE ? instant : instant - duration.toMillis() * 1_000;
    }
}
