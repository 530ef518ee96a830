package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the writer's file says of itself, in its one row of {@code store.state}.
 *
 * @param tables which tables of which version are in it
 * @param lineage see {@link HotStoreState}
 * @param runId the run that wrote it last
 * @param epoch counts the checkpoints; rows that come now belong to it
 * @param change counts the flushes
 * @param undoSince the oldest epoch that can be gone back to
 * @param generation counts the publications
 */
record StoreHead(
        String tables,
        String lineage,
        String runId,
        long epoch,
        long change,
        long undoSince,
        long generation) {

    private static final String TABLE = TableSql.FILE + "." + TableSql.SCHEMA + ".state";

    static StoreHead read(DuckDb duckDb) throws SQLException, IOException {
        StoreHead[] head = new StoreHead[1];
        duckDb.query("SELECT * FROM " + TABLE, result -> head[0] = next(result));
        return head[0];
    }

    /** The statement that replaces what the file says. */
    String save() {
        return String.format(
                Locale.ROOT,
                "UPDATE %s SET tables = %s, lineage = %s, run_id = %s, epoch = %d, change = %d,"
                        + " undo_since = %d, generation = %d",
                TABLE,
                Sql.literal(tables),
                Sql.literal(lineage),
                Sql.literal(runId),
                epoch,
                change,
                undoSince,
                generation);
    }

    /** The statement that makes the one row, for {@link #save} to fill. */
    static String create() {
        return "INSERT INTO " + TABLE + " (epoch) VALUES (0)";
    }

    /** How {@link #tables} names a table. */
    static String versionOf(Table<?> table) {
        return table.name() + "=" + table.version();
    }

    /** Whether a table is in the file, with the columns that it has now. */
    boolean has(Table<?> table) {
        return List.of(tables.split(",")).contains(versionOf(table));
    }

    /** The version of each table that is in the file. */
    Map<String, Integer> tableVersions() {
        return Arrays.stream(tables.split(","))
                .map(nameAndVersion -> nameAndVersion.split("=", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Integer.valueOf(parts[1])));
    }

    StoreHead withTables(String value) {
        return new StoreHead(value, lineage, runId, epoch, change, undoSince, generation);
    }

    boolean canGoBackTo(HotStoreState state) {
        return lineage.equals(state.lineage())
                && undoSince <= state.epoch()
                && state.epoch() <= epoch;
    }

    StoreHead nextChange() {
        return new StoreHead(tables, lineage, runId, epoch, change + 1, undoSince, generation);
    }

    StoreHead byRun(String value) {
        return new StoreHead(tables, lineage, value, epoch, change, undoSince, generation);
    }

    StoreHead inEpoch(long value) {
        return new StoreHead(tables, lineage, runId, value, change, undoSince, generation);
    }

    StoreHead withUndoSince(long value) {
        return new StoreHead(tables, lineage, runId, epoch, change, value, generation);
    }

    StoreHead afterGeneration(long newest) {
        long value = Math.max(generation, newest);
        return new StoreHead(tables, lineage, runId, epoch, change, undoSince, value);
    }

    StoreHead nextGeneration() {
        return new StoreHead(tables, lineage, runId, epoch, change, undoSince, generation + 1);
    }

    private static StoreHead next(ResultSet row) throws SQLException {
        if (!row.next()) {
            throw new SQLException("The hot store's file has no state");
        }
        return new StoreHead(
                row.getString("tables"),
                row.getString("lineage"),
                row.getString("run_id"),
                row.getLong("epoch"),
                row.getLong("change"),
                row.getLong("undo_since"),
                row.getLong("generation"));
    }
}
