package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarInterval;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * When the exchange is asked for candles to compare with.
 *
 * @param intervals those of which the exchange has candles
 * @param patience how long a bar waits for a streamed candle that agrees, by the clock of the feed
 * @param askEvery how far apart requests of one symbol and interval are: bars wait for each other
 */
public record ReconciliationRules(List<BarInterval> intervals, Duration patience, Duration askEvery)
        implements Serializable {

    public static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A quarter of what the exchange allows: healing goes first. */
    private static final int WEIGHT_PER_MINUTE = 300;

    /** For bars of these intervals, paced so that all symbols can be compared. */
    public static ReconciliationRules of(List<BarInterval> barIntervals, int symbols) {
        List<BarInterval> intervals = CandlePace.withCandles(barIntervals);
        return new ReconciliationRules(
                intervals, PATIENCE, CandlePace.of(symbols * intervals.size(), WEIGHT_PER_MINUTE));
    }
}
