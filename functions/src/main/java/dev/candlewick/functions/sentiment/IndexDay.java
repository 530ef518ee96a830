package dev.candlewick.functions.sentiment;

/** The newest value of one day of an index, and what was told of it. Mutable keyed state. */
public class IndexDay {
    public long readingDate;
    public int value;
    public String providerLabel;

    /** When the first value of the day arrived here. */
    public long firstSeenAt;

    /** From when on the newest value may have been known. */
    public long knownAt;

    /** Of the row that was emitted last; -1 before the first. */
    public int revision = -1;

    /** From when on what that row said may have been known; it never goes back. */
    public long rowKnownAt = Long.MIN_VALUE;
}
