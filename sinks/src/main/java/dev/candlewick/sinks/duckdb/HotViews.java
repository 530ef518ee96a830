package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The views over hot store and lake, in words that DuckDB 1.2 understands.
 *
 * @param database where the views are made
 * @param proven a query as {@link ProvenTime} makes it
 * @param allowedLateness how late a trade may be and still change a bar
 */
record HotViews(
        String database, HotRows hot, LakeFiles files, String proven, Duration allowedLateness) {

    static final String MAIN = "main";
    static final String HOT_ROWS = "hot_rows";

    List<String> statements() {
        return Stream.of(views(), Indicators.statements(database, MAIN))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The schema {@link #HOT_ROWS}, whose indicators read the hot store alone: planned in a third
     * of the time, which is most of what a reader waits for.
     */
    List<String> ofHotRows() {
        String schema = database + "." + HOT_ROWS;
        Stream<String> bars =
                Stream.of(
                        "CREATE SCHEMA IF NOT EXISTS " + schema,
                        Sql.fill(
                                "hot_final_bars_between.sql",
                                Map.of(
                                        "schema", schema,
                                        "columns", Tables.BARS.columnList("r"),
                                        "hot", hot.of(Tables.BARS))));
        return Stream.concat(bars, Indicators.statements(database, HOT_ROWS).stream()).toList();
    }

    private List<String> views() {
        return List.of(
                bars("bars.sql"),
                bars("bars_between.sql"),
                view("bars_asof.sql", Tables.BARS),
                bars("final_bars.sql"),
                bars("final_bars_between.sql"),
                view("newest_rows.sql", Tables.GAPS),
                view("newest_rows.sql", Tables.RECONCILIATION),
                view("newest_rows.sql", Tables.SENTIMENT),
                view("sentiment_regimes.sql", Tables.SENTIMENT_REGIMES),
                view("newest_rows.sql", Tables.SIGNALS),
                view("trades.sql", Tables.TRADES),
                view("trades.sql", Tables.LATE_TRADES),
                view("distinct_rows.sql", Tables.BOOKS),
                view("distinct_rows.sql", Tables.BBO),
                view("kept_rows.sql", Tables.BBO),
                view("distinct_rows.sql", Tables.MIDS),
                view("distinct_rows.sql", Tables.ASSET_CONTEXTS),
                view("kept_rows.sql", Tables.ASSET_CONTEXTS),
                view("newest_rows.sql", Tables.EXCHANGE_CANDLES),
                view("distinct_rows.sql", Tables.ACCOUNT_EVENTS),
                view("all_rows.sql", Tables.DEAD_LETTERS),
                view("universe.sql", Tables.UNIVERSE),
                view("universe_asof.sql", Tables.UNIVERSE),
                view("newest_rows.sql", Tables.DATA_QUALITY),
                view("newest_rows.sql", Tables.SETTINGS_CHANGES));
    }

    /** With columns that are qualified: those of macros may have the names of their parameters. */
    private String bars(String file) {
        Table<?> bars = Tables.BARS;
        String lateness = Long.toString(allowedLateness.toNanos() / 1_000);
        return Sql.fill(
                file,
                Map.of(
                        "schema", schema(),
                        "columns", bars.columnList("r"),
                        "key", bars.keyList("r"),
                        "ranking", bars.ranking("r", " DESC"),
                        "hot", hot.of(bars),
                        "lake", files.all().of(bars),
                        "lake_between", files.between(bars),
                        "settled", Sql.fill("settled.sql", Map.of("lateness", lateness)),
                        "proven", proven));
    }

    private String view(String file, Table<?> table) {
        return Sql.fill(
                file,
                Map.of(
                        "schema", schema(),
                        "table", table.name(),
                        "columns", table.columnList(),
                        "columns_of_first_run", table.columnListOfFirstRun(),
                        "key", table.keyList(),
                        "ranking", table.ranking("", " DESC"),
                        "hot", hot.of(table),
                        "lake", files.all().of(table)));
    }

    private String schema() {
        return database + "." + MAIN;
    }
}
