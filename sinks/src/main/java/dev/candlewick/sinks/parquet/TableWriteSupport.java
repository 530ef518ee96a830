package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Column;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;

/** Writes the rows of a table into Parquet, straight from the model. */
final class TableWriteSupport<T> extends WriteSupport<T> {

    private final Table<T> table;
    private final List<Column<T>> columns;
    private RecordConsumer consumer;
    private ParquetCell cell;

    TableWriteSupport(Table<T> table) {
        this.table = table;
        this.columns = table.columns();
    }

    @Override
    @SuppressWarnings("deprecation") // still abstract, though nothing calls it any more
    public WriteContext init(Configuration configuration) {
        return context();
    }

    @Override
    public WriteContext init(ParquetConfiguration configuration) {
        return context();
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
        this.consumer = recordConsumer;
        this.cell = new ParquetCell(recordConsumer);
    }

    @Override
    public void write(T row) {
        consumer.startMessage();
        try {
            for (int i = 0; i < columns.size(); i++) {
                Column<T> column = columns.get(i);
                cell.at(column.name(), i);
                column.value().move(row, cell);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        consumer.endMessage();
    }

    private WriteContext context() {
        return new WriteContext(ParquetSchema.of(table), ParquetSchema.footer(table));
    }
}
