package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;

/**
 * Brings a batch of rows into temporary tables by the Appender, from which one statement takes them
 * on: rows one by one would be two hundred times slower.
 */
record Staging(DuckDb duckDb, List<HotTable<?>> tables) {

    void create() throws SQLException {
        for (HotTable<?> table : tables) {
            duckDb.run(new TableSql(table.table()).createStaging());
        }
    }

    /**
     * Stages a batch in place of the one before; returns the tables that have rows in it, and their
     * times.
     */
    Map<TableSql, Span> fill(List<HotRow> batch) throws SQLException, IOException {
        Map<String, List<HotRow>> byTable = new HashMap<>();
        for (HotRow row : batch) {
            byTable.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row);
        }
        Map<TableSql, Span> filled = new LinkedHashMap<>();
        for (HotTable<?> table : tables) {
            List<HotRow> rows = byTable.get(table.table().name());
            // Touches nothing where there are no rows: most batches are of few tables.
            if (rows != null) {
                fill(table, rows, filled);
            }
        }
        return filled;
    }

    private <T> void fill(HotTable<T> hotTable, List<HotRow> batch, Map<TableSql, Span> filled)
            throws SQLException, IOException {
        Collection<T> rows = newest(hotTable, batch);
        if (rows.isEmpty()) {
            return;
        }
        TableSql sql = new TableSql(hotTable.table());
        duckDb.run(sql.clearStaging());
        long arrival = 0;
        try (DuckDBAppender appender = duckDb.appender(sql.staging())) {
            AppenderCell cell = new AppenderCell(appender);
            for (T row : rows) {
                append(hotTable.table(), row, cell, arrival++);
            }
        }
        filled.put(sql, Span.of(hotTable.table(), rows));
    }

    private static <T> Collection<T> newest(HotTable<T> hotTable, List<HotRow> batch)
            throws IOException {
        NewestRows<T> newest = new NewestRows<>(hotTable.table());
        for (HotRow hotRow : batch) {
            T row = hotTable.cast(hotRow);
            if (hotTable.keeps(row)) {
                newest.add(row);
            }
        }
        return newest.rows();
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
