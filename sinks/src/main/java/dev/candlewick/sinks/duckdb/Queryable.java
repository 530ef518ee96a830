package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.duckdb.HotStoreQuery.ResultHandler;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The views and macros that a query can ask.
 *
 * @param duckDb as {@link HotStoreQuery#open} gives it
 */
public record Queryable(DuckDb duckDb) {

    /** A row each: its name, its kind, and its columns or parameters. */
    public void list(ResultHandler rows) throws SQLException, IOException {
        duckDb.query(Sql.fill("list_tables.sql", Map.of()), rows);
    }

    /** What a query selects from to see one of them; empty if there is none of that name. */
    public Optional<String> find(String name) throws SQLException, IOException {
        Map<String, String> columns = new HashMap<>();
        list(
                row -> {
                    while (row.next()) {
                        columns.put(row.getString("name"), row.getString("columns"));
                    }
                });
        return Optional.ofNullable(columns.get(name)).map(of -> name + arguments(name, of));
    }

    /** The names and types of the columns of what {@link #find} found. */
    public void describe(String relation, ResultHandler rows) throws SQLException, IOException {
        duckDb.query(Sql.fill("describe.sql", Map.of("relation", relation)), rows);
    }

    /** Nothing for those parameters that have no default. */
    private static String arguments(String name, String columns) {
        if (!columns.startsWith("(")) {
            return "";
        }
        if (name.endsWith("_between")) {
            return "(NULL, NULL, NULL)";
        }
        return columns.startsWith("(symbol, bar_interval") ? "(NULL, NULL)" : "(NULL)";
    }
}
