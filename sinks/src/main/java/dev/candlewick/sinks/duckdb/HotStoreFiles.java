package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where things lie.
 *
 * @param published the file that anybody may open
 */
record HotStoreFiles(Path published) {

    private static final Pattern RECENT = Pattern.compile("recent-(\\d+)-.*\\.csv");

    static HotStoreFiles of(String path) {
        return new HotStoreFiles(Path.of(path).toAbsolutePath().normalize());
    }

    /** DuckDB names a database after its file, and then can't tell it from the schema inside. */
    boolean isCalledAsItsSchema() {
        String name = published.getFileName().toString();
        return TableSql.SCHEMA.equalsIgnoreCase(name.split("\\.", 2)[0]);
    }

    Path writerFolder() {
        return published.resolveSibling(".writer");
    }

    /** The file that the writer alone opens. */
    Path store() {
        return writerFolder().resolve("store.duckdb");
    }

    Path writeAheadLog() {
        return writerFolder().resolve("store.duckdb.wal");
    }

    /** Where an unreadable store is moved, for diagnosis. */
    Path unreadable() {
        return writerFolder().resolve("unreadable.duckdb");
    }

    /** What readers see while the store is behind. */
    StoreStatus status() {
        return new StoreStatus(writerFolder().resolve("status.csv"));
    }

    /** What queries of other processes took. */
    QueryLog queries() {
        return new QueryLog(writerFolder().resolve("queries"));
    }

    Path lock() {
        return writerFolder().resolve("lock");
    }

    /** Where DuckDB puts what does not fit into memory. */
    Path spill() {
        return writerFolder().resolve("spill");
    }

    /** Where files of a lake lie while the store is filled from them. */
    Path refill() {
        return writerFolder().resolve("refill");
    }

    /** What changed in a table since a generation of the published file. */
    Path recent(long generation, String table) {
        return writerFolder().resolve("recent-" + generation + "-" + table + ".csv");
    }

    /** A file that is not read until it is renamed. */
    Path unfinished(String name) {
        return writerFolder().resolve(name + ".tmp");
    }

    /** The generation that a file belongs to, if it is one of {@link #recent}. */
    static OptionalLong generationOf(Path file) {
        Matcher name = RECENT.matcher(file.getFileName().toString());
        return name.matches()
                ? OptionalLong.of(Long.parseLong(name.group(1)))
                : OptionalLong.empty();
    }

    /** The highest generation that left a file; 0 if none did. */
    long newestGeneration() throws IOException {
        try (Stream<Path> files = Files.list(writerFolder())) {
            return files.map(HotStoreFiles::generationOf)
                    .filter(OptionalLong::isPresent)
                    .mapToLong(OptionalLong::getAsLong)
                    .max()
                    .orElse(0);
        }
    }
}
