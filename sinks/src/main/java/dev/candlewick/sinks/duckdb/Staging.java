package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /** Stages a batch in place of the one before; returns the tables that have rows in it. */
    List<TableSql> fill(List<HotRow> batch) throws SQLException, IOException {
        List<TableSql> filled = new ArrayList<>();
        for (HotTable<?> table : tables) {
            if (fill(table, batch)) {
                filled.add(new TableSql(table.table()));
            }
        }
        return filled;
    }

    /** Touches nothing where there are no rows: most batches are of few tables. */
    private <T> boolean fill(HotTable<T> hotTable, List<HotRow> batch)
            throws SQLException, IOException {
        List<T> rows = batch.stream().map(hotTable::keep).filter(Objects::nonNull).toList();
        if (rows.isEmpty()) {
            return false;
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
        return true;
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
