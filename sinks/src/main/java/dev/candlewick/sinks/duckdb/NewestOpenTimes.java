package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * How far the bars of each symbol and interval go: a later one can be in no row of the store.
 * Counts what is given to it whether or not it is stored in the end; too much is known, never too
 * little.
 */
final class NewestOpenTimes {

    private final Map<String, Map<String, Series>> bySymbol = new HashMap<>();

    private NewestOpenTimes() {}

    /** The bars of one symbol and interval. */
    static final class Series {
        private long newest = Long.MIN_VALUE;

        /** Whether a bar is later than all before it, which it then is one of. */
        boolean advance(long openTime) {
            boolean later = openTime > newest;
            newest = Math.max(newest, openTime);
            return later;
        }
    }

    /** Of the rows that a store has, also those that it keeps as deleted. */
    static NewestOpenTimes in(DuckDb duckDb, TableSql bars) throws SQLException, IOException {
        NewestOpenTimes newest = new NewestOpenTimes();
        duckDb.query(
                "SELECT symbol, bar_interval, epoch_us(max(open_time)) FROM "
                        + bars.stored()
                        + " GROUP BY ALL",
                row -> {
                    while (row.next()) {
                        newest.of(row.getString(1), row.getString(2)).advance(row.getLong(3));
                    }
                });
        return newest;
    }

    Series of(String symbol, BarInterval interval) {
        return of(symbol, interval.label());
    }

    private Series of(String symbol, String interval) {
        return bySymbol.computeIfAbsent(symbol, unknown -> new HashMap<>())
                .computeIfAbsent(interval, unknown -> new Series());
    }
}
