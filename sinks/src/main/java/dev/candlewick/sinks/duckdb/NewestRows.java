package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.tables.Cell;
import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of one table in a batch; of each key only the one that ranks highest, where the table
 * says which one that is, so that what is superseded at once costs nothing more.
 */
final class NewestRows<T> {

    private final Table<T> table;
    private final List<Column<T>> keyColumns;
    private final Map<List<Object>, T> newest = new HashMap<>();
    private final List<T> all = new ArrayList<>();

    NewestRows(Table<T> table) {
        this.table = table;
        this.keyColumns = table.keyColumns();
    }

    void add(T row) throws IOException {
        if (table.order() == null) {
            all.add(row);
            return;
        }
        List<Object> key = new ArrayList<>(keyColumns.size());
        KeyCell cell = new KeyCell(key);
        for (Column<T> column : keyColumns) {
            column.value().move(row, cell);
        }
        newest.merge(
                key,
                row,
                (known, later) -> table.order().compare(later, known) >= 0 ? later : known);
    }

    /** Rows of different keys are in no order. */
    Collection<T> rows() {
        return table.order() == null ? all : newest.values();
    }

    /** The keys of the rows; none where the table does not say which of two rows ranks higher. */
    Set<List<Object>> keys() {
        return newest.keySet();
    }

    /** Gathers the values of a key. */
    private record KeyCell(List<Object> key) implements Cell {
        @Override
        public void setNull() {
            key.add(null);
        }

        @Override
        public void setText(String value) {
            key.add(value);
        }

        @Override
        public void setTimestamp(long micros) {
            key.add(micros);
        }

        @Override
        public void setDate(int epochDay) {
            key.add(epochDay);
        }

        @Override
        public void setDouble(double value) {
            key.add(value);
        }

        @Override
        public void setLong(long value) {
            key.add(value);
        }

        @Override
        public void setInt(int value) {
            key.add(value);
        }

        @Override
        public void setBoolean(boolean value) {
            key.add(value);
        }

        @Override
        public void setBytes(byte[] value) {
            throw new UnsupportedOperationException("A key has no bytes");
        }

        @Override
        public void setDoubles(double[] values) {
            throw new UnsupportedOperationException("A key has no lists");
        }

        @Override
        public void setLongs(long[] values) {
            throw new UnsupportedOperationException("A key has no lists");
        }
    }
}
