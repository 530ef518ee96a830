package dev.candlewick.sinks.tables;

/**
 * Where the rows of a table go: all to the lake, and some also to the hot store.
 *
 * @param hot what the hot store keeps
 */
public record StorageRoute(Table<?> table, Kept hot) {

    /** The column whose UTC date names the folder in the lake; null if there is one folder. */
    public String datedBy() {
        return table.day() == null ? null : table.day().column();
    }
}
