package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The views over hot store and lake, in words that DuckDB 1.2 understands.
 *
 * @param schema where the views are made
 * @param allowedLateness how late a trade may be and still change a bar
 */
record HotViews(String schema, HotRows hot, LakeRows lake, Duration allowedLateness) {

    List<String> statements() {
        return List.of(
                view("bars.sql", Tables.BARS),
                view("bars_asof.sql", Tables.BARS),
                view("newest_rows.sql", Tables.GAPS),
                view("newest_rows.sql", Tables.RECONCILIATION),
                view("newest_rows.sql", Tables.SENTIMENT),
                view("sentiment_regimes.sql", Tables.SENTIMENT_REGIMES),
                view("newest_rows.sql", Tables.SIGNALS),
                view("trades.sql", Tables.trades("")),
                view("trades.sql", Tables.lateTrades("")),
                view("all_rows.sql", Tables.books("")),
                view("all_rows.sql", Tables.bbo("")),
                view("kept_rows.sql", Tables.bbo("")),
                view("all_rows.sql", Tables.mids("")),
                view("all_rows.sql", Tables.assetContexts("")),
                view("kept_rows.sql", Tables.assetContexts("")),
                view("newest_rows.sql", Tables.exchangeCandles("")),
                view("all_rows.sql", Tables.accountEvents("")),
                view("all_rows.sql", Tables.DEAD_LETTERS));
    }

    private String view(String file, Table<?> table) {
        return Sql.fill(
                file,
                Map.of(
                        "schema", schema,
                        "table", table.name(),
                        "columns", table.columnList(),
                        "key", table.keyList(),
                        "ranking", table.ranking("", " DESC"),
                        "hot", hot.of(table),
                        "lake", lake.of(table),
                        "lateness", Long.toString(allowedLateness.toNanos() / 1_000)));
    }
}
