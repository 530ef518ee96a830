package dev.candlewick.sinks.tables;

/**
 * What the hot store keeps of a table.
 *
 * @param time the column by which rows grow too old; null if they never do
 */
public record Kept(Choice choice, String time) {

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

    static Kept nothing() {
        return new Kept(Choice.NOTHING, null);
    }

    static Kept whole() {
        return new Kept(Choice.WHOLE, null);
    }

    static Kept recentBy(String time) {
        return new Kept(Choice.RECENT, time);
    }

    static Kept newest() {
        return new Kept(Choice.NEWEST, null);
    }
}
