package dev.candlewick.job.status;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.TableFolder;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** How the places look that a run writes to. */
public record Places(Instant now) {

    private static final long LITTLE = 500L << 20;
    private static final double MB = 1e6;
    private static final double GB = 1e9;

    /** When each table of a lake got its newest file; those without one are left out. */
    public List<Finding> tables(Path lake) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Table<?> table : Tables.all()) {
            List<TableFolder.Entry> files =
                    Lake.at(lake.toAbsolutePath().normalize()).folderOf(table).files().stream()
                            .filter(TableFolder.Entry::isCommitted)
                            .toList();
            if (!files.isEmpty()) {
                findings.add(Finding.good("table " + table.name(), newest(files)));
            }
        }
        return findings;
    }

    private String newest(List<TableFolder.Entry> files) {
        long newest = files.stream().mapToLong(TableFolder.Entry::modifiedAt).max().orElseThrow();
        long bytes = files.stream().mapToLong(TableFolder.Entry::bytes).sum();
        return String.format(
                Locale.ROOT,
                "newest file %s ago, %,d files, %.1f MB",
                age(Instant.ofEpochMilli(newest)),
                files.size(),
                bytes / MB);
    }

    /** The file that readers of the hot store open. */
    public Finding published(Path hotStore) throws IOException {
        return Files.isRegularFile(hotStore)
                ? Finding.good(
                        "hot store",
                        "%s, published %s ago"
                                .formatted(
                                        hotStore,
                                        age(Files.getLastModifiedTime(hotStore).toInstant())))
                : Finding.bad("hot store", hotStore + " is not there");
    }

    /** What the journal holds: frames that no checkpoint has passed, and some that one has. */
    public Finding journal(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Finding.bad("journal", folder + " is not there");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = files.mapToLong(Places::size).sum();
            return Finding.good(
                    "journal", String.format(Locale.ROOT, "%.1f MB in %s", bytes / MB, folder));
        } catch (IOException | UncheckedIOException e) {
            return Finding.bad("journal", folder + " cannot be read: " + e.getMessage());
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    /** How much room a folder has left. */
    public static Finding room(String subject, Path folder) {
        Path existing = folder.toAbsolutePath().normalize();
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            long left = Files.getFileStore(existing).getUsableSpace();
            String detail = String.format(Locale.ROOT, "%.1f GB left for %s", left / GB, folder);
            return left >= LITTLE
                    ? Finding.good(subject, detail)
                    : Finding.bad(subject, detail + "; free some");
        } catch (IOException | RuntimeException e) {
            return Finding.bad(subject, folder + " cannot be looked at: " + e.getMessage());
        }
    }

    private String age(Instant then) {
        Duration age = Duration.between(then, now);
        return RunStatus.shown(age.isNegative() ? Duration.ZERO : age);
    }
}
