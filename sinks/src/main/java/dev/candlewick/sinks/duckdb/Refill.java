package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.cache.FetchProgress;
import dev.candlewick.sinks.cache.LakeCopy;
import dev.candlewick.sinks.cache.Need;
import dev.candlewick.sinks.cache.Wanted;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.HotRetention;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of the lake from which a lost store is filled. A lake in another file system is copied
 * for that, as far back as the store keeps rows; nothing of it is fetched unless it is asked for.
 */
final class Refill implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Refill.class);

    private final Lake lake;
    private final HotStoreOptions options;
    private final HotStoreFiles files;
    private final Set<String> brought = new HashSet<>();
    private LakeCopy copy;
    private LocalDate oldest;

    Refill(Lake lake, HotStoreOptions options, HotStoreFiles files) {
        this.lake = lake;
        this.options = options;
        this.files = files;
    }

    /** The rows of a table. */
    String rows(Table<?> table) {
        Optional<Path> local = lake.localFolder();
        return local.isPresent() ? LakeRows.in(local.get()).of(table) : copied(table);
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            copy.close();
            copy.forgetFiles();
        }
    }

    private String copied(Table<?> table) {
        try {
            if (copy == null) {
                open();
            }
            if (brought.add(table.name())) {
                copy.bring(List.of(Need.of(table, wanted(table))));
            }
            return QueriedRows.hasFiles(copy.path().resolve(table.name()))
                    ? LakeRows.in(copy.path()).of(table)
                    : LakeRows.none(table);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The hot store %s cannot be filled from the lake %s: %s"
                            .formatted(files.published(), options.lakePath(), e.getMessage()),
                    e);
        }
    }

    private void open() throws IOException {
        LOG.info("Filling the hot store {} from {}", files.published(), options.lakePath());
        copy = LakeCopy.of(options.lakePath(), files.refill(), Long.MAX_VALUE, FetchProgress.NONE);
        Optional<LocalDate> newest = copy.newestDate(Tables.BARS);
        oldest = newest.map(date -> date.minusDays(options.retention().toDays() + 1)).orElse(null);
    }

    private Wanted wanted(Table<?> table) {
        return table.hot().choice() == HotRetention.Choice.RECENT
                ? Wanted.between(oldest, null)
                : Wanted.ALL;
    }
}
