package dev.candlewick.functions.quality;

/** How far the bars of a symbol have come. Mutable keyed state. */
public class RevisionClock {
    /** The newest open time of a bar of trades. */
    public long time = Long.MIN_VALUE;

    /** The time at which old windows are looked through next. */
    public long forgetAt = Long.MIN_VALUE;
}
