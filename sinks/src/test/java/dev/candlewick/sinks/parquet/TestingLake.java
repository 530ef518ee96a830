package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;

/** Puts rows into a local lake without a job. */
public final class TestingLake {

    private TestingLake() {}

    public static <T> void write(Lake lake, Table<T> table, List<T> rows) throws IOException {
        Path folder = lake.localFolder().orElseThrow().resolve(table.name()).resolve("date=any");
        Files.createDirectories(folder);
        try (ParquetWriter<T> writer =
                new TableParquetBuilder<>(table)
                        .createWriter(
                                new LocalOutputFile(
                                        folder.resolve(UUID.randomUUID() + ".parquet")))) {
            for (T row : rows) {
                writer.write(row);
            }
        }
    }
}
