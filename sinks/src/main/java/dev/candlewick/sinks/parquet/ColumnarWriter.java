package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.ColumnType;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;

/**
 * Writes the rows of a table into Parquet, column by column: the rows of a row group are gathered,
 * then each column takes its values of all of them. The rows of a symbol stand together, in the
 * order in which they came, so that most columns repeat or go up by little.
 *
 * <p>Keeps what it is given until then, so that must not change.
 */
final class ColumnarWriter<T> implements BulkWriter<T> {

    /** Few enough that a backfill can keep many days open at once. */
    private static final int ROW_GROUP = 1 << 16;

    private static final int STATISTICS_BYTES = 64;
    private static final long ROW_GROUP_BYTES = 16L << 20;

    private final Table<T> table;
    private final ParquetFileWriter file;
    private final List<ColumnBuffer> buffers = new ArrayList<>();
    private final ColumnPages pages;
    private final ZstdPages compressor = new ZstdPages();
    private final RowOrder<T> order;
    private final List<T> gathered = new ArrayList<>();
    private int gatheredRows;

    ColumnarWriter(OutputFile out, Table<T> table) throws IOException {
        this.table = table;
        MessageType schema = ParquetSchema.of(table);
        DoubleDictionary dictionary = new DoubleDictionary();
        for (int i = 0; i < table.columns().size(); i++) {
            ColumnDescriptor column = schema.getColumns().get(i);
            buffers.add(buffer(table.columns().get(i).type(), column, dictionary));
        }
        this.order = new RowOrder<>(table, buffers);
        this.file =
                new ParquetFileWriter(
                        out,
                        schema,
                        ParquetFileWriter.Mode.CREATE,
                        ROW_GROUP_BYTES,
                        0,
                        STATISTICS_BYTES,
                        STATISTICS_BYTES,
                        false);
        this.pages = new ColumnPages(file);
        file.start();
    }

    /** Whether a table has only columns that can be written so. */
    static boolean takes(Table<?> table) {
        return table.columns().stream().map(Column::type).noneMatch(ColumnType::isList);
    }

    @Override
    public void addElement(T element) throws IOException {
        gathered.add(element);
        gatheredRows += table.rows().applyAsInt(element);
        if (gatheredRows >= ROW_GROUP) {
            writeRowGroup();
        }
    }

    /** A file is whole only when it is finished. */
    @Override
    public void flush() {}

    @Override
    public void finish() throws IOException {
        if (gatheredRows > 0) {
            writeRowGroup();
        }
        file.end(ParquetSchema.footer(table));
        file.close();
    }

    private void writeRowGroup() throws IOException {
        List<T> ordered = order.of(gathered);
        file.startBlock(gatheredRows);
        try (ZstdPages opened = compressor.open()) {
            pages.by(opened);
            writeColumns(ordered);
        }
        file.endBlock();
        gathered.clear();
        gatheredRows = 0;
    }

    private void writeColumns(List<T> ordered) throws IOException {
        for (int i = 0; i < buffers.size(); i++) {
            Column.Value<T> value = table.columns().get(i).value();
            ColumnBuffer buffer = buffers.get(i);
            for (T element : ordered) {
                value.move(element, buffer);
            }
            buffer.write(pages);
        }
    }

    private static ColumnBuffer buffer(
            ColumnType type, ColumnDescriptor column, DoubleDictionary dictionary) {
        return switch (type) {
            case VARCHAR -> new TextBuffers.Texts(column);
            case BLOB -> new TextBuffers.Bytes(column);
            case TIMESTAMP, BIGINT -> new NumberBuffers.Wide(column);
            case DATE, INTEGER -> new NumberBuffers.Narrow(column);
            case DOUBLE -> new DecimalBuffer(column, dictionary);
            case BOOLEAN -> new NumberBuffers.Flags(column);
            case DOUBLE_LIST, BIGINT_LIST ->
                    throw new IllegalArgumentException("A list is written row by row");
        };
    }
}
