package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarInterval;
import java.time.Duration;
import java.util.List;

/** How often candles can be asked for without outrunning what the exchange allows per minute. */
final class CandlePace {
    /** What one request weighs, and a few dozen candles with it. */
    private static final int WEIGHT = 21;

    private CandlePace() {}

    /** How far apart the requests of one series are, at least a minute, where so many ask. */
    static Duration of(int series, int weightPerMinute) {
        long seconds = 60L * series * WEIGHT / weightPerMinute;
        return Duration.ofSeconds(Math.max(60, seconds));
    }

    /** The exchange has no candles of a second. */
    static List<BarInterval> withCandles(List<BarInterval> intervals) {
        return intervals.stream().filter(interval -> interval != BarInterval.S1).sorted().toList();
    }
}
