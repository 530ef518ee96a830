package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A published file that readers may hold.
 *
 * @param change the last change that is in it
 * @param supersededAt in milliseconds, when the next one replaced it; {@link #CURRENT} if none has
 */
record Generation(long number, long change, long supersededAt) {

    static final long CURRENT = Long.MAX_VALUE;

    private static final String TABLE = TableSql.FILE + "." + TableSql.SCHEMA + ".generations";

    /** The generations that a file knows, oldest first. */
    static List<Generation> read(DuckDb duckDb) throws SQLException, IOException {
        List<Generation> generations = new ArrayList<>();
        duckDb.query(
                "SELECT generation, change, superseded_at FROM " + TABLE + " ORDER BY 1",
                row -> {
                    while (row.next()) {
                        generations.add(
                                new Generation(row.getLong(1), row.getLong(2), row.getLong(3)));
                    }
                });
        return generations;
    }

    /** The statements that replace what a file knows. */
    static List<String> save(List<Generation> generations) {
        List<String> statements = new ArrayList<>();
        statements.add("DELETE FROM " + TABLE);
        for (Generation each : generations) {
            statements.add(
                    String.format(
                            Locale.ROOT,
                            "INSERT INTO %s VALUES (%d, %d, %d)",
                            TABLE,
                            each.number,
                            each.change,
                            each.supersededAt));
        }
        return statements;
    }

    Generation supersededBy(long now) {
        return supersededAt == CURRENT ? new Generation(number, change, now) : this;
    }
}
