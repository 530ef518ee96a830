package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarInterval;
import java.util.HashMap;
import java.util.Map;

/** What of a symbol is still to be compared with the exchange's candles. Mutable keyed state. */
public class SymbolComparison {
    public Map<BarInterval, IntervalComparison> intervals = new HashMap<>();

    IntervalComparison of(BarInterval interval) {
        return intervals.computeIfAbsent(interval, absent -> new IntervalComparison());
    }
}
