package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where candles of the exchange may begin and how long they are. All are aligned to the epoch: its
 * week begins on a Thursday, and its month is 30 days.
 */
final class CandleGrid {

    private static final long MILLISECOND = 1_000;
    private static final Map<String, Long> LENGTHS = lengths();

    private CandleGrid() {}

    private static Map<String, Long> lengths() {
        Map<String, Long> lengths = new LinkedHashMap<>();
        for (int minutes : new int[] {1, 3, 5, 15, 30}) {
            lengths.put(minutes + "m", micros(Duration.ofMinutes(minutes)));
        }
        for (int hours : new int[] {1, 2, 4, 8, 12}) {
            lengths.put(hours + "h", micros(Duration.ofHours(hours)));
        }
        lengths.put("1d", micros(Duration.ofDays(1)));
        lengths.put("3d", micros(Duration.ofDays(3)));
        lengths.put("1w", micros(Duration.ofDays(7)));
        lengths.put("1M", micros(Duration.ofDays(30)));
        return lengths;
    }

    /**
     * Refuses a candle that is none of the exchange's.
     *
     * @param openTime in microseconds, as is {@code closeTime}, which is exclusive
     */
    static void check(String interval, long openTime, long closeTime) throws Rejection {
        Long length = LENGTHS.get(interval);
        if (length == null) {
            throw new Rejection(
                    Reason.UNKNOWN_INTERVAL,
                    "i is '%s': the exchange has candles of %s",
                    interval,
                    String.join(", ", LENGTHS.keySet()));
        }
        if (openTime % length != 0) {
            throw new Rejection(
                    Reason.OFF_GRID,
                    "t is %d: candles of %s begin at multiples of %d ms",
                    openTime / MILLISECOND,
                    interval,
                    length / MILLISECOND);
        }
        if (closeTime - openTime != length) {
            throw new Rejection(
                    Reason.WRONG_LENGTH,
                    "T is %d: a candle of %s that begins at %d ends with %d",
                    closeTime / MILLISECOND - 1,
                    interval,
                    openTime / MILLISECOND,
                    (openTime + length) / MILLISECOND - 1);
        }
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * MILLISECOND;
    }
}
