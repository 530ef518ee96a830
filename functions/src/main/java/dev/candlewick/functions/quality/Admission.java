package dev.candlewick.functions.quality;

/** How far admission of a symbol's trades has come. Mutable keyed state. */
public class Admission {
    /** How far event time of the symbol has come; {@link Long#MIN_VALUE} before the first event. */
    public long clock = Long.MIN_VALUE;

    /** The event time at which old ids are looked through next. */
    public long forgetAt = Long.MIN_VALUE;
}
