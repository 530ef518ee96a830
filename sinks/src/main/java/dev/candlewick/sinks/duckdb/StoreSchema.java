package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which schema a file has, and how it comes to have the present one. {@code store.state} names the
 * version of the schema and that of each table.
 */
final class StoreSchema {

    /** Counts the changes of what the writer keeps beside the tables' own columns. */
    static final int VERSION = 1;

    private static final String STATE = TableSql.FILE + "." + TableSql.SCHEMA + ".state";

    private StoreSchema() {}

    /** Why this release can't use a file that is attached: a newer one wrote it. */
    static Optional<String> whyTooNew(DuckDb duckDb, StoreHead head, Path published)
            throws SQLException {
        Map<String, Integer> known =
                Tables.all().stream().collect(Collectors.toMap(Table::name, Table::version));
        boolean newer =
                version(duckDb) > VERSION
                        || head.tableVersions().entrySet().stream()
                                .anyMatch(t -> t.getValue() > known.getOrDefault(t.getKey(), -1));
        return newer
                ? Optional.of(
                        "the hot store "
                                + published
                                + " was written by a newer release (schema version "
                                + version(duckDb)
                                + " with "
                                + head.tables()
                                + "; this release knows version "
                                + VERSION
                                + "); use that release, or name another file")
                : Optional.empty();
    }

    /** Whether a file lacks something that is kept now. */
    static boolean isOlder(DuckDb duckDb, StoreHead head, List<HotTable<?>> tables)
            throws SQLException {
        return version(duckDb) < VERSION || !tables.stream().allMatch(t -> head.has(t.table()));
    }

    /** The statements that tell the version of a file. */
    static List<String> save() {
        return List.of(
                "ALTER TABLE " + STATE + " ADD COLUMN IF NOT EXISTS schema_version INTEGER",
                "UPDATE " + STATE + " SET schema_version = " + VERSION);
    }

    /**
     * The statements that give an existing table its present columns, in their order. A column that
     * an old row lacks is null; one that is kept no more goes.
     */
    static List<String> rewrite(DuckDb duckDb, TableSql sql) throws SQLException, IOException {
        List<String> statements = new ArrayList<>();
        for (TableSql.Relation kept : sql.relations()) {
            List<String> present = columns(duckDb, kept.name());
            String values =
                    kept.columns().stream()
                            .map(column -> present.contains(column) ? column : "NULL")
                            .collect(Collectors.joining(", "));
            String relation = TableSql.FILE + "." + TableSql.SCHEMA + "." + kept.name();
            statements.add("ALTER TABLE " + relation + " RENAME TO older_" + kept.name());
            String older = TableSql.FILE + "." + TableSql.SCHEMA + ".older_" + kept.name();
            statements.add(kept.create());
            statements.add("INSERT INTO " + relation + " SELECT " + values + " FROM " + older);
            statements.add("DROP TABLE " + older);
        }
        return statements;
    }

    private static long version(DuckDb duckDb) throws SQLException {
        return duckDb.number(
                                "SELECT count(*) FROM duckdb_columns() WHERE database_name = '"
                                        + TableSql.FILE
                                        + "' AND schema_name = '"
                                        + TableSql.SCHEMA
                                        + "' AND table_name = 'state' AND column_name = 'schema_version'")
                        == 0
                ? 0
                : duckDb.number("SELECT coalesce(max(schema_version), 0) FROM " + STATE);
    }

    private static List<String> columns(DuckDb duckDb, String table)
            throws SQLException, IOException {
        List<String> names = new ArrayList<>();
        duckDb.query(
                "SELECT column_name FROM duckdb_columns() WHERE database_name = '"
                        + TableSql.FILE
                        + "' AND schema_name = '"
                        + TableSql.SCHEMA
                        + "' AND table_name = "
                        + Sql.literal(table),
                row -> {
                    while (row.next()) {
                        names.add(row.getString(1));
                    }
                });
        return names;
    }
}
