package dev.candlewick.sinks.parquet;

import dev.candlewick.sinks.tables.Table;
import java.io.File;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.parquet.io.LocalOutputFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lake under one path of any Flink file system: {@code
 * <table>/date=YYYY-MM-DD/<table>-….parquet}.
 *
 * <p>Rows become visible with the checkpoint that holds them, and exactly once.
 */
public final class Lake {

    static final String SUFFIX = ".parquet";
    private static final String LOCAL = "file";

    private static final Logger LOG = LoggerFactory.getLogger(Lake.class);

    private final Path root;

    private Lake(Path root) {
        this.root = root;
    }

    public static Lake at(String path) {
        return new Lake(new Path(path));
    }

    /** A lake of this machine, whatever its folder is called. */
    public static Lake at(java.nio.file.Path folder) {
        return new Lake(new Path(folder.toUri()));
    }

    /**
     * A sink for the rows of a table, at any parallelism; it waits for what refuses to be written.
     */
    public <T> Sink<T> sink(Table<T> table) {
        boolean local = localFolder().isPresent();
        PatientFiles<T> writers = new PatientFiles<>(writers(table), local);
        OutputFileConfig names =
                OutputFileConfig.builder()
                        .withPartPrefix(table.name())
                        .withPartSuffix(SUFFIX)
                        .build();
        return new PatientSink<>(
                files(table, writers, names),
                local ? null : new UploadedFiles<>(folder(table), writers, folders(table), names),
                "the lake " + root,
                Pauses.OfTheWallClock.INSTANCE);
    }

    private <T> FileSink<T> files(
            Table<T> table, BulkWriter.Factory<T> writers, OutputFileConfig names) {
        return FileSink.forBulkFormat(folder(table), writers)
                .withBucketAssigner(folders(table))
                .withOutputFileConfig(names)
                .build();
    }

    /**
     * Gives each table a file without rows, {@code schema.parquet}, so that a view over a table
     * finds its newest columns even before the first row, and a first list of hidden files. The
     * former replaces that of an earlier start.
     */
    public void prepare(Iterable<? extends Table<?>> tables) throws IOException {
        for (Table<?> table : tables) {
            try {
                writeSchema(table);
                folderOf(table).prepareLists();
            } catch (IOException e) {
                if (!root.getFileSystem().exists(new Path(folder(table), TableFolder.SCHEMA))) {
                    throw e;
                }
                LOG.warn("The schema file of {} was not updated: {}", table.name(), e.toString());
            }
        }
    }

    /** Whether there is one. */
    public boolean isThere() throws IOException {
        return root.getFileSystem().exists(root);
    }

    /** The files of a table. */
    public TableFolder folderOf(Table<?> table) {
        return new TableFolder(table, folder(table), localFolder().isPresent());
    }

    /** A file without rows that has the columns of a table as they are now. */
    public static <T> void writeColumns(Table<T> table, java.nio.file.Path file)
            throws IOException {
        TableFile.open(new LocalOutputFile(file), table).finish();
    }

    /** The absolute folder if this machine's own file system holds the lake. */
    public Optional<java.nio.file.Path> localFolder() {
        String scheme = root.toUri().getScheme();
        return scheme == null || scheme.equals(LOCAL)
                ? Optional.of(new File(root.getPath()).toPath().toAbsolutePath().normalize())
                : Optional.empty();
    }

    private void writeSchema(Table<?> table) throws IOException {
        Path schema = new Path(folder(table), TableFolder.SCHEMA);
        if (localFolder().isEmpty()) {
            // An object store shows a file when it is closed, and has no cheap rename.
            writeNoRows(table, schema, FileSystem.WriteMode.OVERWRITE);
            return;
        }
        Path hidden = new Path(folder(table), ".schema-" + UUID.randomUUID());
        try {
            writeNoRows(table, hidden, FileSystem.WriteMode.NO_OVERWRITE);
        } catch (IOException full) {
            root.getFileSystem().delete(hidden, false);
            throw full;
        }
        if (!root.getFileSystem().rename(hidden, schema)) {
            throw new IOException("Could not rename " + hidden + " to " + schema);
        }
    }

    private <T> void writeNoRows(Table<T> table, Path file, FileSystem.WriteMode mode)
            throws IOException {
        try (FSDataOutputStream out = root.getFileSystem().create(file, mode)) {
            writers(table).create(out).finish();
        }
    }

    private Path folder(Table<?> table) {
        return new Path(root, table.name());
    }

    private static <T> BulkWriter.Factory<T> writers(Table<T> table) {
        return out -> TableFile.open(new StreamOutputFile(out), table);
    }

    private static <T> BucketAssigner<T, String> folders(Table<T> table) {
        return table.day() == null ? new BasePathBucketAssigner<>() : new EventDateFolders<>(table);
    }
}
