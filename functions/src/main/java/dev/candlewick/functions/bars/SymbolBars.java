package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.DecimalColumn;
import java.util.HashMap;
import java.util.Map;

/** Everything that is remembered of one symbol between two feed events. Mutable keyed state. */
public class SymbolBars {
    /** How far event time of the symbol has come; {@link Long#MIN_VALUE} before the first event. */
    public long clock = Long.MIN_VALUE;

    /** When forming bars were last emitted, by the clock that paces them. */
    public long formingAt = Long.MIN_VALUE;

    /** The most decimals of its prices so far, up to {@link Scales#MAX}. */
    public int priceScale;

    /** The most decimals of its sizes so far, likewise. */
    public int sizeScale;

    public CoverageMap coverage = new CoverageMap();

    public Map<BarInterval, IntervalWindows> intervals = new HashMap<>();

    /** Takes note of the decimals of a run. */
    void meet(DecimalColumn prices, DecimalColumn sizes) {
        priceScale = Math.max(priceScale, decimals(prices));
        sizeScale = Math.max(sizeScale, decimals(sizes));
    }

    private static int decimals(DecimalColumn column) {
        return column.isWide() || column.scale() > Scales.MAX ? 0 : column.scale();
    }

    IntervalWindows of(BarInterval interval) {
        return intervals.computeIfAbsent(interval, absent -> new IntervalWindows());
    }
}
