package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.formats.parquet.ParquetBulkWriter;
import org.apache.parquet.io.OutputFile;

/** A file of the rows of a table. */
final class TableFile {

    private TableFile() {}

    /** Lists are written row by row, everything else by columns. */
    static <T> BulkWriter<T> open(OutputFile out, Table<T> table) throws IOException {
        return ColumnarWriter.takes(table)
                ? new ColumnarWriter<>(out, table)
                : new ParquetBulkWriter<>(new TableParquetBuilder<>(table).createWriter(out));
    }
}
