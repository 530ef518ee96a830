package dev.candlewick.connectors.lake;

import dev.candlewick.connectors.rows.Bounds;
import dev.candlewick.sinks.parquet.HiddenFiles;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TableFolder;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;

/**
 * The files of a table that can hold what a query asks for.
 *
 * @param bounds of the query
 */
record LakeFiles(String path, Table<?> table, Bounds bounds) implements Serializable {

    private static final String DAY = "date=";
    private static final int ATTEMPTS = 5;

    /**
     * What a look at the lake finds.
     *
     * @param visible each row of the table once
     * @param replaced files that are still there, whose rows are in visible ones
     */
    record Listing(List<FileSourceSplit> visible, List<FileSourceSplit> replaced) {}

    LakeFiles within(Bounds narrower) {
        return new LakeFiles(path, table, narrower);
    }

    /** The name of the column that dates rows; null if none does. */
    String time() {
        return table.day() == null ? null : table.day().column();
    }

    /** Tells scans of the lake apart, in every process alike. */
    String digest() {
        List<String> symbols =
                bounds.symbols() == null ? null : bounds.symbols().stream().sorted().toList();
        String scan = path + table.name() + symbols + bounds.from() + bounds.to();
        return Integer.toHexString(scan.hashCode());
    }

    /** Looks again if the list of hidden files changes meanwhile. */
    Listing list() throws IOException {
        TableFolder folder = Lake.at(path).folderOf(table);
        HiddenFiles hidden = folder.hidden();
        for (int attempt = 1; ; attempt++) {
            List<TableFolder.Entry> files = folder.files(this::isWanted);
            HiddenFiles after = folder.hidden();
            if (after.number() == hidden.number()) {
                return listing(files, hidden);
            }
            if (attempt == ATTEMPTS) {
                throw new IOException(
                        "The files of %s change all the time; try again when compact has ended"
                                .formatted(folder.path()));
            }
            hidden = after;
        }
    }

    private static Listing listing(List<TableFolder.Entry> files, HiddenFiles hidden) {
        Set<String> replaced = names(hidden.of(HiddenFiles.Reason.REPLACED));
        Set<String> unpublished = names(hidden.of(HiddenFiles.Reason.UNPUBLISHED));
        Listing listing = new Listing(new ArrayList<>(), new ArrayList<>());
        files.stream()
                .filter(file -> file.isCommitted() && !unpublished.contains(file.name()))
                .sorted(
                        Comparator.comparing(TableFolder.Entry::folder)
                                .thenComparing(TableFolder.Entry::modifiedAt)
                                .thenComparing(TableFolder.Entry::name))
                .forEach(
                        file ->
                                (replaced.contains(file.name())
                                                ? listing.replaced()
                                                : listing.visible())
                                        .add(split(file)));
        return listing;
    }

    private static Set<String> names(List<HiddenFiles.Entry> entries) {
        Set<String> names = new HashSet<>();
        entries.forEach(entry -> names.add(entry.file()));
        return names;
    }

    private static FileSourceSplit split(TableFolder.Entry file) {
        Path path = file.path();
        return new FileSourceSplit(
                file.name(), path, 0, file.bytes(), file.modifiedAt(), file.bytes());
    }

    /** Days outside of the bounds need not even be listed. */
    private boolean isWanted(String folder) {
        if (table.day() == null || !folder.startsWith(DAY)) {
            return true;
        }
        try {
            LocalDate day = LocalDate.parse(folder.substring(DAY.length()));
            return !day.isBefore(day(bounds.from())) && !day.isAfter(day(bounds.to()));
        } catch (DateTimeParseException e) {
            return false; // none of ours
        }
    }

    private static LocalDate day(long micros) {
        if (micros == Long.MIN_VALUE || micros == Long.MAX_VALUE) {
            return micros < 0 ? LocalDate.MIN : LocalDate.MAX;
        }
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC).toLocalDate();
    }
}
