package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarInterval;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * When the exchange is asked for the candles of a gap.
 *
 * @param intervals ascending; those of which the exchange has candles
 * @param grace how long after its end a window is asked for: the exchange publishes late, and the
 *     resend may still prove that nothing was lost
 * @param askEvery how far apart requests are while a gap is still open, by the clock of the feed
 */
public record HealingRules(List<BarInterval> intervals, Duration grace, Duration askEvery)
        implements Serializable {

    public static final Duration GRACE = Duration.ofSeconds(10);

    /** Half of what the exchange allows, so that an outage of every symbol leaves room. */
    private static final int WEIGHT_PER_MINUTE = 600;

    /** For bars of these intervals, paced so that an outage of all symbols can be answered. */
    public static HealingRules of(List<BarInterval> barIntervals, int symbols) {
        List<BarInterval> intervals = CandlePace.withCandles(barIntervals);
        return new HealingRules(
                intervals, GRACE, CandlePace.of(symbols * intervals.size(), WEIGHT_PER_MINUTE));
    }
}
