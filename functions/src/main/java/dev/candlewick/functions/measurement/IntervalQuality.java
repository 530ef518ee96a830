package dev.candlewick.functions.measurement;

/** One day of one symbol and interval. Mutable keyed state. */
public class IntervalQuality {
    public BarCounts bars = new BarCounts();
    public long equal;
    public long different;

    /** Whether it has changed since its row was emitted. */
    public boolean changed;
}
