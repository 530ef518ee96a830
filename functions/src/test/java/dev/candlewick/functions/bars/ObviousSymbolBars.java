package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.BarInterval;
import java.util.HashMap;
import java.util.Map;

/** Everything that is remembered of one symbol between two feed events. Mutable keyed state. */
class ObviousSymbolBars {
    /** How far event time of the symbol has come; {@link Long#MIN_VALUE} before the first event. */
    public long clock = Long.MIN_VALUE;

    /** When forming bars were last emitted, by the clock that paces them. */
    public long formingAt = Long.MIN_VALUE;

    public CoverageMap coverage = new CoverageMap();

    public Map<BarInterval, ObviousIntervalWindows> intervals = new HashMap<>();

    ObviousIntervalWindows of(BarInterval interval) {
        return intervals.computeIfAbsent(interval, absent -> new ObviousIntervalWindows());
    }
}
