package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duckdb.DuckDBAppender;

/**
 * Brings a batch of rows into temporary tables by the Appender, from which one statement takes them
 * on: rows one by one would be two hundred times slower.
 */
record Staging(DuckDb duckDb, List<HotTable<?>> tables) {

    /**
     * The staged rows of one table.
     *
     * @param span their times
     * @param keys their keys; empty where a key may be staged twice
     */
    record Staged(TableSql sql, Span span, Set<List<Object>> keys) {}

    void create() throws SQLException {
        for (HotTable<?> table : tables) {
            duckDb.run(new TableSql(table.table()).createStaging());
        }
    }

    /** Stages a batch in place of the one before; returns what is staged, by tables. */
    List<Staged> fill(List<HotRow> batch) throws SQLException, IOException {
        Map<String, List<HotRow>> byTable = new HashMap<>();
        for (HotRow row : batch) {
            byTable.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row);
        }
        List<Staged> filled = new ArrayList<>();
        for (HotTable<?> table : tables) {
            List<HotRow> rows = byTable.get(table.table().name());
            // Touches nothing where there are no rows: most batches are of few tables.
            if (rows != null) {
                fill(table, rows, filled);
            }
        }
        return filled;
    }

    private <T> void fill(HotTable<T> hotTable, List<HotRow> batch, List<Staged> filled)
            throws SQLException, IOException {
        NewestRows<T> newest = newest(hotTable, batch);
        Collection<T> rows = newest.rows();
        if (rows.isEmpty()) {
            return;
        }
        TableSql sql = new TableSql(hotTable.table());
        duckDb.runPrepared(sql.clearStaging());
        long arrival = 0;
        try (DuckDBAppender appender = duckDb.appender(sql.staging())) {
            AppenderCell cell = new AppenderCell(appender);
            for (T row : rows) {
                append(hotTable.table(), row, cell, arrival++);
            }
        }
        filled.add(new Staged(sql, Span.of(hotTable.table(), rows), newest.keys()));
    }

    private static <T> NewestRows<T> newest(HotTable<T> hotTable, List<HotRow> batch)
            throws IOException {
        NewestRows<T> newest = new NewestRows<>(hotTable.table());
        for (HotRow hotRow : batch) {
            T row = hotTable.cast(hotRow);
            if (hotTable.keeps(row)) {
                newest.add(row);
            }
        }
        return newest;
    }

    private static <T> void append(Table<T> table, T row, AppenderCell cell, long arrival)
            throws SQLException, IOException {
        cell.appender().beginRow();
        for (Column<T> column : table.columns()) {
            column.value().move(row, cell);
        }
        cell.appender().append(arrival).endRow();
    }
}
