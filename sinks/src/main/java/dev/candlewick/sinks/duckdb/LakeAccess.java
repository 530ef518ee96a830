package dev.candlewick.sinks.duckdb;

import java.util.Map;

/**
 * Whether the views read the lake beside the hot store.
 *
 * @param path as the settings name it
 */
record LakeAccess(String path, boolean isRead) {

    private static final String ONLY_HOT =
            "DuckDB cannot read that file system: the views show the rows of the hot store alone;"
                    + " candlewick query shows those of the lake too";

    /** The statement that makes the view of it. */
    String view(String schema) {
        return Sql.fill(
                "lake_access.sql",
                Map.of(
                        "schema",
                        schema,
                        "path",
                        Sql.literal(path),
                        "is_read",
                        Boolean.toString(isRead),
                        "note",
                        isRead ? "NULL::VARCHAR" : Sql.literal(ONLY_HOT)));
    }
}
