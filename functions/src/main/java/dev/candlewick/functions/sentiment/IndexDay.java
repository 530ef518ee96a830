package dev.candlewick.functions.sentiment;

/**
 * The newest value of one day of an index, and the last row emitted for it. Mutable keyed state.
 */
public class IndexDay implements Dated {
    public long readingDate;
    public int value;
    public String providerLabel;

    /** When the first value of the day arrived here. */
    public long firstSeenAt;

    /** Since when the newest value counts as known. */
    public long knownAt;

    /** The revision of the last row; -1 before the first. */
    public int revision = -1;

    /** Since when the last row counts as known; it never moves back. */
    public long rowKnownAt = Long.MIN_VALUE;

    @Override
    public long date() {
        return readingDate;
    }
}
