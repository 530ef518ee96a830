package dev.candlewick.sinks.tables;

import java.util.List;

/**
 * The one place that says what is kept of each table, and where. The lake keeps every row of every
 * table, under the date that the table itself names, for good.
 */
public final class StorageRouter {

    private static final String ANY_RUN = "";

    private static final List<StorageRoute> ROUTES =
            List.of(
                    route(Tables.BARS, Kept.recentBy("open_time")),
                    route(Tables.SIGNALS, Kept.recentBy("open_time")),
                    route(Tables.RECONCILIATION, Kept.recentBy("open_time")),
                    route(Tables.GAPS, Kept.whole()),
                    route(Tables.SENTIMENT, Kept.whole()),
                    route(Tables.SENTIMENT_REGIMES, Kept.whole()),
                    route(Tables.bbo(ANY_RUN), Kept.newest()),
                    route(Tables.assetContexts(ANY_RUN), Kept.newest()),
                    route(Tables.trades(ANY_RUN), Kept.nothing()),
                    route(Tables.lateTrades(ANY_RUN), Kept.nothing()),
                    route(Tables.books(ANY_RUN), Kept.nothing()),
                    route(Tables.mids(ANY_RUN), Kept.nothing()),
                    route(Tables.exchangeCandles(ANY_RUN), Kept.nothing()),
                    route(Tables.accountEvents(ANY_RUN), Kept.nothing()),
                    route(Tables.DEAD_LETTERS, Kept.nothing()));

    private StorageRouter() {}

    /** Every table, with where its rows go. */
    public static List<StorageRoute> routes() {
        return ROUTES;
    }

    /** Every table, for reading: they are of no run. */
    public static List<Table<?>> tables() {
        return ROUTES.stream().<Table<?>>map(StorageRoute::table).toList();
    }

    /**
     * Where the rows of a table go.
     *
     * @throws IllegalArgumentException if it has no route
     */
    public static StorageRoute of(Table<?> table) {
        return ROUTES.stream()
                .filter(route -> route.table().name().equals(table.name()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "The table %s has no route; give it one in StorageRouter"
                                                .formatted(table.name())));
    }

    private static StorageRoute route(Table<?> table, Kept hot) {
        return new StorageRoute(table, hot);
    }
}
