package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Table;
import java.util.Collection;

/** From the first to the last time by which staged rows are dated. */
record Span(long from, long to) {

    private static final Span UNKNOWN = new Span(Long.MAX_VALUE, Long.MIN_VALUE);

    /** Of rows whose key has their time; otherwise unknown. */
    static <T> Span of(Table<T> table, Collection<T> rows) {
        if (table.day() == null || !table.key().contains(table.day().column())) {
            return UNKNOWN;
        }
        long from = Long.MAX_VALUE;
        long to = Long.MIN_VALUE;
        for (T row : rows) {
            long time = table.day().time().applyAsLong(row);
            from = Math.min(from, time);
            to = Math.max(to, time);
        }
        return new Span(from, to);
    }

    boolean isUnknown() {
        return from > to;
    }
}
