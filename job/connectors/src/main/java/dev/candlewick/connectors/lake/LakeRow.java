package dev.candlewick.connectors.lake;

import dev.candlewick.connectors.rows.FlinkTypes;
import dev.candlewick.connectors.rows.RowsOfTable;
import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.ColumnType;
import dev.candlewick.sinks.tables.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Puts the values of a file's columns into rows. */
final class LakeRow extends RecordMaterializer<RowData> {

    private final Converter[] columns;
    private final int width;
    private GenericRowData row;

    /**
     * @param schema the columns that are read, in the order in which their values come
     */
    LakeRow(Table<?> table, List<RowsOfTable.Field> fields, MessageType schema) {
        this.width = fields.size();
        this.columns =
                schema.getFields().stream()
                        .map(column -> converter(table, fields, column.getName()))
                        .toArray(Converter[]::new);
    }

    @Override
    public RowData getCurrentRecord() {
        return row;
    }

    @Override
    public GroupConverter getRootConverter() {
        return new GroupConverter() {
            @Override
            public Converter getConverter(int column) {
                return columns[column];
            }

            @Override
            public void start() {
                row = new GenericRowData(width);
            }

            @Override
            public void end() {
                // the row is taken by getCurrentRecord
            }
        };
    }

    /** A column may be wanted twice: as it is, and as metadata. */
    private Converter converter(Table<?> table, List<RowsOfTable.Field> fields, String name) {
        ColumnType type =
                table.columns().stream()
                        .filter(column -> column.name().equals(name))
                        .map(Column::type)
                        .findFirst()
                        .orElseThrow();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            if (fields.get(i).column().equals(name)) {
                places.add(i);
            }
        }
        int precision = fields.get(places.get(0)).precision();
        Values values = new Values(type, precision, value -> set(places, value));
        return type.isList() ? new Elements(values) : values;
    }

    private void set(List<Integer> places, Object value) {
        for (int place : places) {
            row.setField(place, value);
        }
    }

    /** Takes a value in the form of Flink's table runtime. */
    private interface Taker {
        void take(Object value);
    }

    /** Values of a column, or the elements of its lists. */
    private static final class Values extends PrimitiveConverter {
        private final ColumnType type;
        private final int precision;
        private final Taker taker;

        Values(ColumnType type, int precision, Taker taker) {
            this.type = type;
            this.precision = precision;
            this.taker = taker;
        }

        @Override
        public void addBinary(Binary value) {
            taker.take(
                    type == ColumnType.BLOB
                            ? value.getBytes()
                            : StringData.fromBytes(value.getBytes()));
        }

        @Override
        public void addLong(long value) {
            taker.take(
                    type == ColumnType.TIMESTAMP ? FlinkTypes.timestamp(value, precision) : value);
        }

        @Override
        public void addInt(int value) {
            taker.take(value);
        }

        @Override
        public void addDouble(double value) {
            taker.take(value);
        }

        @Override
        public void addBoolean(boolean value) {
            taker.take(value);
        }
    }

    /** A list is a group of repeated groups of one element. */
    private static final class Elements extends GroupConverter {
        private final Values whole;
        private final List<Object> elements = new ArrayList<>();
        private final Values each;

        Elements(Values whole) {
            this.whole = whole;
            this.each = new Values(ColumnType.BIGINT, 0, elements::add);
        }

        @Override
        public Converter getConverter(int field) {
            return new GroupConverter() {
                @Override
                public Converter getConverter(int element) {
                    return each;
                }

                @Override
                public void start() {
                    // the element follows
                }

                @Override
                public void end() {
                    // the element has been taken
                }
            };
        }

        @Override
        public void start() {
            elements.clear();
        }

        @Override
        public void end() {
            whole.taker.take(new GenericArrayData(elements.toArray()));
        }
    }
}
