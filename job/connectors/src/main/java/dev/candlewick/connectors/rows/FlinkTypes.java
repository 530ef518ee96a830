package dev.candlewick.connectors.rows;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.ColumnType;
import dev.candlewick.sinks.tables.Table;
import java.util.List;
import java.util.Optional;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/** What the columns of our tables are in Flink SQL. */
public final class FlinkTypes {

    private static final int MICROS = 6;

    /** The time of a row in the precision that a watermark can have. */
    private static final String EVENT_TIME = "event_time";

    private FlinkTypes() {}

    /** The columns of a table, and those that are computed, for a catalog. */
    public static Schema storedSchema(Table<?> table) {
        return eventTime(table).isEmpty() ? schema(table) : withEventTime(table).build();
    }

    /** The columns of a table as {@code CREATE TABLE} would list them. */
    public static Schema schema(Table<?> table) {
        Schema.Builder schema = Schema.newBuilder();
        for (Column<?> column : table.columns()) {
            schema.column(column.name(), of(column));
        }
        return schema.build();
    }

    /** The same of a running job's stream, whose watermarks are those of its feed. */
    public static Schema streamSchema(Table<?> table) {
        return eventTime(table).isEmpty()
                ? schema(table)
                : withEventTime(table).watermark(EVENT_TIME, "SOURCE_WATERMARK()").build();
    }

    /** The type of a row. */
    public static DataType row(Table<?> table) {
        return DataTypes.ROW(
                        table.columns().stream()
                                .map(column -> DataTypes.FIELD(column.name(), of(column)))
                                .toArray(DataTypes.Field[]::new))
                .notNull();
    }

    private static Schema.Builder withEventTime(Table<?> table) {
        return Schema.newBuilder()
                .fromSchema(schema(table))
                .columnByExpression(
                        EVENT_TIME,
                        "CAST(%s AS TIMESTAMP_LTZ(3))".formatted(eventTime(table).orElseThrow()));
    }

    /**
     * The column by which the rows of a table follow event time: what is about a window comes when
     * that has ended. Empty where rows come later than all of their times say.
     */
    private static Optional<String> eventTime(Table<?> table) {
        List<String> names = table.columns().stream().map(Column::name).toList();
        if (names.contains("close_time")) {
            return Optional.of("close_time");
        }
        return table.day() == null || names.contains("bar_interval")
                ? Optional.empty()
                : Optional.of(table.day().column());
    }

    /**
     * An instant.
     *
     * @param precision how many digits of the second it keeps; the rest is cut off
     */
    public static TimestampData timestamp(long micros, int precision) {
        long unit = 1;
        for (int digit = precision; digit < MICROS; digit++) {
            unit *= 10;
        }
        long kept = micros - Math.floorMod(micros, unit);
        return TimestampData.fromEpochMillis(
                Math.floorDiv(kept, 1_000), (int) Math.floorMod(kept, 1_000L) * 1_000);
    }

    static DataType of(Column<?> column) {
        DataType type = of(column.type());
        return column.nullable() ? type.nullable() : type.notNull();
    }

    /** Whether values of a column can be read as a declared type, whatever it says about null. */
    static boolean fit(ColumnType column, LogicalType declared) {
        if (column == ColumnType.TIMESTAMP) {
            return declared.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        }
        LogicalType own = of(column).getLogicalType();
        if (column.isList()) {
            return declared instanceof ArrayType array
                    && array.getElementType().is(((ArrayType) own).getElementType().getTypeRoot());
        }
        return declared.copy(true).equals(own.copy(true));
    }

    private static DataType of(ColumnType type) {
        return switch (type) {
            case VARCHAR -> DataTypes.STRING();
            case TIMESTAMP -> DataTypes.TIMESTAMP_LTZ(MICROS);
            case DATE -> DataTypes.DATE();
            case DOUBLE -> DataTypes.DOUBLE();
            case BIGINT -> DataTypes.BIGINT();
            case INTEGER -> DataTypes.INT();
            case BOOLEAN -> DataTypes.BOOLEAN();
            case BLOB -> DataTypes.BYTES();
            case DOUBLE_LIST -> DataTypes.ARRAY(DataTypes.DOUBLE().notNull());
            case BIGINT_LIST -> DataTypes.ARRAY(DataTypes.BIGINT().notNull());
        };
    }
}
