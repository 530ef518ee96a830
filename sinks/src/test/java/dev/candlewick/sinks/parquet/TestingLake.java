package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.parquet.io.LocalOutputFile;

/** Puts rows into a local lake without a job. */
public final class TestingLake {

    private TestingLake() {}

    public static <T> void write(Lake lake, Table<T> table, List<T> rows) throws IOException {
        write(lake, table, "date=any", rows);
    }

    /** A file of its own in a folder within that of the table. */
    public static <T> Path write(Lake lake, Table<T> table, String folder, List<T> rows)
            throws IOException {
        Path file =
                Files.createDirectories(
                                lake.localFolder()
                                        .orElseThrow()
                                        .resolve(table.name())
                                        .resolve(folder))
                        .resolve(table.name() + "-" + UUID.randomUUID() + "-0.parquet");
        BulkWriter<T> writer = TableFile.open(new LocalOutputFile(file), table);
        for (T row : rows) {
            writer.addElement(row);
        }
        writer.finish();
        return file;
    }
}
