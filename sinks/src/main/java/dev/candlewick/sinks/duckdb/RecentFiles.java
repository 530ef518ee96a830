package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of what changed since each published file that a reader may hold. */
final class RecentFiles {

    private final HotDatabase database;
    private final HotStoreFiles files;
    private final Map<String, Long> newestRows = new HashMap<>();

    RecentFiles(HotDatabase database, HotStoreFiles files) {
        this.database = database;
        this.files = files;
    }

    /** Writes the files of all tables. */
    void write(List<Generation> generations) throws SQLException, IOException {
        for (TableSql sql : database.sql()) {
            write(generations, sql);
        }
    }

    /** Writes the files of those tables that were touched after a change. */
    void writeSince(long change, List<Generation> generations) throws SQLException, IOException {
        for (TableSql sql : database.sql()) {
            if (database.changeOf(sql) > change) {
                write(generations, sql);
            }
        }
    }

    /** How many rows the newest published file lacks. */
    long newestRows() {
        return newestRows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The statements that make the views by which a published file reads its files. */
    List<String> views(Generation generation) {
        return database.sql().stream()
                .map(sql -> fileOf(generation, sql).view(sql.recentView()))
                .toList();
    }

    /** Deletes the files of all other generations. */
    void keepOnly(List<Generation> generations) throws IOException {
        Set<Long> kept = generations.stream().map(Generation::number).collect(Collectors.toSet());
        List<Path> unread;
        try (Stream<Path> all = Files.list(files.writerFolder())) {
            unread = all.filter(file -> isOfAnother(file, kept)).toList();
        }
        for (Path file : unread) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isOfAnother(Path file, Set<Long> generations) {
        return HotStoreFiles.generationOf(file).stream()
                .anyMatch(generation -> !generations.contains(generation));
    }

    private void write(List<Generation> generations, TableSql sql)
            throws SQLException, IOException {
        Path unfinished = files.unfinished("recent");
        for (Generation generation : generations) {
            String copy =
                    new RecentFile(sql.table(), unfinished).copy(sql.stored(), generation.change());
            long rows = database.duckDb().runPrepared(copy);
            if (generation.supersededAt() == Generation.CURRENT) {
                newestRows.put(sql.table().name(), rows);
            }
            Files.move(unfinished, fileOf(generation, sql).file(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private RecentFile fileOf(Generation generation, TableSql sql) {
        return new RecentFile(sql.table(), files.recent(generation.number(), sql.table().name()));
    }
}
