package dev.candlewick.sinks.parquet;

import static dev.candlewick.sinks.Rows.at;

import dev.candlewick.sinks.TestingDuckDb;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Writes rows to a Parquet file and reads it with DuckDB. */
abstract class TableParquetFixture {

    static final long NOON = at("2025-01-31T12:00:00.000001Z");

    record Reading(String name, LocalDate date) {}

    @TempDir Path folder;
    TestingDuckDb duckDb;

    @BeforeEach
    void open() throws SQLException {
        duckDb = TestingDuckDb.inMemory();
    }

    @AfterEach
    void close() throws SQLException {
        duckDb.close();
    }

    <T> void write(Table<T> table, String file, T row) throws IOException {
        BulkWriter<T> writer = TableFile.open(new LocalOutputFile(folder.resolve(file)), table);
        writer.addElement(row);
        writer.finish();
    }

    String all() {
        return "read_parquet('" + folder + "/*.parquet', union_by_name = true)";
    }
}
