package dev.candlewick.sinks.cache;

import static dev.candlewick.sinks.Rows.at;
import static dev.candlewick.sinks.Rows.bar;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TestingLake;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A lake of a file system that DuckDB does not know, and the cache for copies of it. */
final class RemoteLakeFixture {

    static final long PLENTY = 1L << 30;

    private final Path folder;
    private final List<Long> fetched = new ArrayList<>();

    RemoteLakeFixture(Path folder) {
        this.folder = folder;
    }

    /** As this machine writes it. */
    Lake local() {
        return Lake.at(folder.resolve("lake").toString());
    }

    /** As only Flink reads it. */
    String path() {
        return "store:" + folder.resolve("lake");
    }

    LakeCopy copy(long maxBytes) throws IOException {
        return LakeCopy.of(
                path(),
                folder.resolve("cache"),
                maxBytes,
                new FetchProgress() {
                    @Override
                    public void begin(long bytes, int files) {}

                    @Override
                    public void fetched(long bytes) {
                        fetched.add(bytes);
                    }
                });
    }

    /** How many files came since the last call. */
    int fetched() {
        int count = fetched.size();
        fetched.clear();
        return count;
    }

    /** A file with a bar of a day. */
    Path bars(String symbol, String date) throws IOException {
        Bar bar = bar(symbol, at(date + "T12:00:00Z")).build();
        return TestingLake.write(local(), Tables.BARS, "date=" + date, List.of(bar));
    }

    static List<String> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    Path cache() {
        return folder.resolve("cache");
    }
}
