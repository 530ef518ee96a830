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
 * @param formingIntervals the intervals whose open windows are shown while they form
 * @param formingEvery how often, by the clock of the feed
 * @param origin of the trades of this run
 */
public record BarRules(
        List<BarInterval> intervals,
        Duration outOfOrderness,
        Duration allowedLateness,
        List<BarInterval> formingIntervals,
        Duration formingEvery,
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

    private static long minus(long instant, Duration duration) {
        return instant == Long.MIN_VALUE ? instant : instant - duration.toMillis() * 1_000;
    }
}
