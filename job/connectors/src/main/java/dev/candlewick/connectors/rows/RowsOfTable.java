package dev.candlewick.connectors.rows;

import dev.candlewick.sinks.tables.Cell;
import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.Collector;

/** What a stream carries, as rows of some columns of its table. */
public final class RowsOfTable<T>
        implements FlatMapFunction<T, RowData>, ResultTypeQueryable<RowData> {
    private static final long serialVersionUID = 1L;

    private final Table<T> table;
    private final List<Field> fields;
    private final TypeInformation<RowData> type;
    private final long limit;
    private transient long emitted;

    /**
     * A field of the row.
     *
     * @param column of the table
     * @param precision how many digits of the second a time keeps; others ignore it
     */
    public record Field(String column, int precision) implements java.io.Serializable {}

    /**
     * @param type of the rows, which have the fields in their order
     * @param limit how many rows are wanted of each subtask at most
     */
    public RowsOfTable(
            Table<T> table, List<Field> fields, TypeInformation<RowData> type, long limit) {
        this.table = table;
        this.fields = List.copyOf(fields);
        this.type = type;
        this.limit = limit;
    }

    @Override
    public void flatMap(T value, Collector<RowData> out) throws IOException {
        if (emitted >= limit) {
            return;
        }
        GenericRowData[] rows = new GenericRowData[table.rows().applyAsInt(value)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new GenericRowData(fields.size());
        }
        for (int i = 0; i < fields.size(); i++) {
            column(fields.get(i).column())
                    .value()
                    .move(value, new FieldCell(rows, i, fields.get(i)));
        }
        for (GenericRowData row : rows) {
            out.collect(row);
        }
        emitted += rows.length;
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return type;
    }

    private Column<T> column(String name) {
        for (Column<T> column : table.columns()) {
            if (column.name().equals(name)) {
                return column;
            }
        }
        throw new IllegalStateException("No column " + name + " in " + table.name());
    }

    /** Takes one column of each row in turn. */
    private static final class FieldCell implements Cell {
        private final GenericRowData[] rows;
        private final int field;
        private final int precision;
        private int next;

        FieldCell(GenericRowData[] rows, int field, Field declared) {
            this.rows = rows;
            this.field = field;
            this.precision = declared.precision();
        }

        private void set(Object value) {
            rows[next++].setField(field, value);
        }

        @Override
        public void setNull() {
            set(null);
        }

        @Override
        public void setText(String value) {
            set(StringData.fromString(value));
        }

        @Override
        public void setTimestamp(long value) {
            set(FlinkTypes.timestamp(value, precision));
        }

        @Override
        public void setDate(int epochDay) {
            set(epochDay);
        }

        @Override
        public void setDouble(double value) {
            set(value);
        }

        @Override
        public void setLong(long value) {
            set(value);
        }

        @Override
        public void setInt(int value) {
            set(value);
        }

        @Override
        public void setBoolean(boolean value) {
            set(value);
        }

        @Override
        public void setBytes(byte[] value) {
            set(value);
        }

        @Override
        public void setDoubles(double[] values) {
            set(new GenericArrayData(values));
        }

        @Override
        public void setLongs(long[] values) {
            set(new GenericArrayData(values));
        }
    }
}
