package dev.candlewick.sinks.tables;

/**
 * What the hot store keeps of a table.
 *
 * @param time the column by which rows grow too old; null if they never do
 * @param ofIntervals whether only rows of the bar intervals are kept that the store keeps
 */
public record HotRetention(Choice choice, String time, boolean ofIntervals) {

    /** Which rows. */
    public enum Choice {
        /** None: the lake alone has the table. */
        NOTHING,
        /** The newest row of each key. */
        WHOLE,
        /** The same, as far back from the newest bar as the retention says. */
        RECENT,
        /** The newest row of each symbol, under a view of its own beside the lake's history. */
        NEWEST
    }

    static HotRetention nothing() {
        return new HotRetention(Choice.NOTHING, null, false);
    }

    static HotRetention whole() {
        return new HotRetention(Choice.WHOLE, null, false);
    }

    static HotRetention recentBy(String time) {
        return new HotRetention(Choice.RECENT, time, false);
    }

    /** Of the bar intervals that the store keeps. */
    static HotRetention recentBarsBy(String time) {
        return new HotRetention(Choice.RECENT, time, true);
    }

    /** Whether the hot store has the table. */
    public boolean isAny() {
        return choice != Choice.NOTHING;
    }

    static HotRetention newest() {
        return new HotRetention(Choice.NEWEST, null, false);
    }
}
