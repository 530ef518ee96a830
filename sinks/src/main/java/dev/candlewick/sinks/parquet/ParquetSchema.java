package dev.candlewick.sinks.parquet;

import static org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit.MICROS;
import static org.apache.parquet.schema.LogicalTypeAnnotation.dateType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.ColumnType;
import dev.candlewick.sinks.tables.Table;
import java.util.Map;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** A table's schema as Parquet spells it. */
public final class ParquetSchema {

    public static final String TABLE_KEY = "candlewick.table";
    public static final String VERSION_KEY = "candlewick.schema-version";

    /** The names within a list, as Parquet prescribes them. */
    static final String LIST = "list";

    static final String ELEMENT = "element";

    private ParquetSchema() {}

    static MessageType of(Table<?> table) {
        return new MessageType(
                table.name(),
                table.columns().stream().map(ParquetSchema::field).toArray(Type[]::new));
    }

    /** What the footer says besides the columns. */
    public static Map<String, String> footer(Table<?> table) {
        return Map.of(TABLE_KEY, table.name(), VERSION_KEY, Integer.toString(table.version()));
    }

    private static Type field(Column<?> column) {
        Repetition repetition = column.nullable() ? Repetition.OPTIONAL : Repetition.REQUIRED;
        return switch (column.type()) {
            case DOUBLE_LIST, BIGINT_LIST ->
                    Types.list(repetition)
                            .requiredElement(physical(column.type()))
                            .named(column.name());
            default ->
                    Types.primitive(physical(column.type()), repetition)
                            .as(logical(column.type()))
                            .named(column.name());
        };
    }

    private static PrimitiveTypeName physical(ColumnType type) {
        return switch (type) {
            case VARCHAR, BLOB -> PrimitiveTypeName.BINARY;
            case TIMESTAMP, BIGINT, BIGINT_LIST -> PrimitiveTypeName.INT64;
            case DATE, INTEGER -> PrimitiveTypeName.INT32;
            case DOUBLE, DOUBLE_LIST -> PrimitiveTypeName.DOUBLE;
            case BOOLEAN -> PrimitiveTypeName.BOOLEAN;
        };
    }

    private static LogicalTypeAnnotation logical(ColumnType type) {
        return switch (type) {
            case VARCHAR -> stringType();
            case TIMESTAMP -> timestampType(true, MICROS);
            case DATE -> dateType();
            case DOUBLE, BIGINT, INTEGER, BOOLEAN, BLOB, DOUBLE_LIST, BIGINT_LIST -> null;
        };
    }
}
