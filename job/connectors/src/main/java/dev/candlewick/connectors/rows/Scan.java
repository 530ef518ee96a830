package dev.candlewick.connectors.rows;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeChecks;

/**
 * What a query wants of a table.
 *
 * @param physical the declared columns
 * @param columns those of them that are wanted, in their order
 * @param metadata the metadata that follows them
 * @param produced the type of the rows
 * @param limit how many rows at most
 */
public record Scan(
        DataType physical,
        List<String> columns,
        List<String> metadata,
        DataType produced,
        long limit) {

    /** The time of an event in the precision that a watermark can have. */
    public static final String TIMESTAMP = "timestamp";

    private static final int MILLIS = 3;
    private static final List<String> SHARED = List.of("received_at", "origin");

    /** Everything that is declared. */
    public static Scan of(DataType physical) {
        return new Scan(
                physical, DataType.getFieldNames(physical), List.of(), physical, Long.MAX_VALUE);
    }

    public Scan project(int[][] fields, DataType type) {
        List<String> names = DataType.getFieldNames(physical);
        List<String> wanted = Arrays.stream(fields).map(path -> names.get(path[0])).toList();
        return new Scan(physical, wanted, metadata, type, limit);
    }

    public Scan withMetadata(List<String> keys, DataType type) {
        return new Scan(physical, columns, List.copyOf(keys), type, limit);
    }

    public Scan limitedTo(long rows) {
        return new Scan(physical, columns, metadata, produced, rows);
    }

    /** What can be read besides the columns, as far as the table has it. */
    public static Map<String, DataType> metadataOf(Table<?> table) {
        Map<String, DataType> metadata = new LinkedHashMap<>();
        if (table.day() != null) {
            metadata.put(TIMESTAMP, DataTypes.TIMESTAMP_LTZ(MILLIS).notNull());
        }
        for (Column<?> column : table.columns()) {
            if (SHARED.contains(column.name())) {
                metadata.put(column.name(), FlinkTypes.of(column));
            }
        }
        return metadata;
    }

    /** The fields of the rows. */
    public List<RowsOfTable.Field> fields(Table<?> table) {
        List<LogicalType> types = ((RowType) produced.getLogicalType()).getChildren();
        List<RowsOfTable.Field> fields = new ArrayList<>();
        for (String column : columns) {
            fields.add(field(column, types.get(fields.size())));
        }
        for (String key : metadata) {
            String column = key.equals(TIMESTAMP) ? table.day().column() : key;
            fields.add(field(column, types.get(fields.size())));
        }
        return fields;
    }

    /** Tells queries of the same table apart, for the identity of their operators. */
    public String digest() {
        return Integer.toHexString(
                (columns + "|" + metadata + "|" + (limit == Long.MAX_VALUE ? "" : limit))
                        .hashCode());
    }

    private static RowsOfTable.Field field(String column, LogicalType type) {
        boolean isTime = type.is(LogicalTypeRoot.TIMESTAMP_WITH_LOCAL_TIME_ZONE);
        return new RowsOfTable.Field(
                column, isTime ? LogicalTypeChecks.getPrecision(type) : MILLIS);
    }
}
