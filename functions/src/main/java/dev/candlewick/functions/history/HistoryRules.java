package dev.candlewick.functions.history;

import dev.candlewick.functions.model.BarInterval;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * How much candle history is collected of each symbol.
 *
 * @param intervals ascending; those of which the exchange has candles; none to collect nothing
 * @param depth how many windows of each interval, counted back from the start of collection
 * @param grace how long after its end a window is requested: the exchange publishes late
 */
public record HistoryRules(List<BarInterval> intervals, int depth, Duration grace)
        implements Serializable {

    /** The exchange keeps no more windows of an interval, and returns them in one answer. */
    public static final int MOST_WINDOWS = 5_000;

    public static final HistoryRules NONE = new HistoryRules(List.of(), 0, Duration.ZERO);

    /** The newest windows of every symbol are requested before older ones of any. */
    static final int RECENT_WINDOWS = 500;

    public HistoryRules {
        intervals =
                intervals.stream()
                        .filter(interval -> interval != BarInterval.S1)
                        .sorted()
                        .distinct()
                        .toList();
    }

    public boolean collectsNothing() {
        return intervals.isEmpty() || depth == 0;
    }

    long graceMicros() {
        return grace.toMillis() * 1_000;
    }
}
