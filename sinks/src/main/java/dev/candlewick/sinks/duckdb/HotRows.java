package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.HotRetention;
import dev.candlewick.sinks.tables.Table;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of the hot store as a query. */
@FunctionalInterface
interface HotRows {

    String of(Table<?> table);

    private static String sameKey(Table<?> table) {
        return table.key().stream()
                .map(column -> "r.%1$s IS NOT DISTINCT FROM newer.%1$s".formatted(column))
                .collect(Collectors.joining(" AND "));
    }

    /**
     * The rows of a file and of what changed since.
     *
     * @param tables the schema of the stored rows
     * @param recent the relation of what changed in a table
     */
    static HotRows in(String tables, Function<Table<?>, String> recent) {
        return table ->
                table.hot().choice() == HotRetention.Choice.NOTHING
                        ? LakeRows.none(table)
                        : Sql.fill(
                                "hot_rows.sql",
                                Map.of(
                                        "stored", tables + "." + table.name(),
                                        "recent", recent.apply(table),
                                        "columns", table.columnList("r"),
                                        "same_key", sameKey(table)));
    }
}
