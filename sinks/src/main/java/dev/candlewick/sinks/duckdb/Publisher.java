package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets readers see what the writer has: now and then a new file, and every second, for each file
 * that a reader may still hold, what changed since. Times are in milliseconds.
 */
final class Publisher {

    /** However fast files follow one another, the readers of so many are served. */
    private static final int GENERATIONS = 8;

    private final HotDatabase database;
    private final HotStoreFiles files;
    private final HotStoreOptions options;
    private List<Generation> generations;
    private List<String> missingViews;
    private long publishedAt;
    private long shownChange;
    private final Map<String, Long> recentRows = new HashMap<>();

    /**
     * @param views the statements that make the views of the file
     */
    Publisher(
            HotDatabase database, HotStoreFiles files, HotStoreOptions options, List<String> views)
            throws SQLException, IOException {
        this.database = database;
        this.files = files;
        this.options = options;
        this.missingViews = views;
        this.generations = Generation.read(database.duckDb());
    }

    /** Lets readers see what changed, by a new file if it is time for one. */
    void show(long now) throws SQLException, IOException {
        if (!isBehind()) {
            return;
        }
        if (isDue(now)) {
            publish(now);
        } else {
            showRecent();
        }
    }

    /** Replaces the published file. */
    void publish(long now) throws SQLException, IOException {
        Generation next =
                new Generation(database.generation() + 1, database.change(), Generation.CURRENT);
        generations = stillRead(now);
        generations.add(next);
        database.forget(options.retention(), generations.get(0).change());
        database.beginGeneration(Generation.save(generations));
        for (Generation generation : generations) {
            for (TableSql sql : database.sql()) {
                writeRecent(generation, sql);
            }
        }
        shownChange = database.change();
        database.define(recentViews(next));
        database.define(missingViews);
        missingViews = List.of();
        Path copy = files.unfinished("published");
        database.copyTo(copy);
        Files.move(copy, files.published(), StandardCopyOption.ATOMIC_MOVE);
        deleteUnread();
        publishedAt = now;
    }

    /** Whether the published file lacks something. */
    boolean isFileBehind() {
        return isBehind() || recentRows() > 0;
    }

    /** How many rows the newest file lacks. */
    private long recentRows() {
        return recentRows.values().stream().mapToLong(Long::longValue).sum();
    }

    private boolean isBehind() {
        return shownChange != database.change();
    }

    private boolean isDue(long now) {
        Cadence cadence = options.cadence();
        Duration patience =
                recentRows() < cadence.recentRows()
                        ? cadence.publish()
                        : cadence.publishAtLeastApart();
        return now - publishedAt >= patience.toMillis();
    }

    private void showRecent() throws SQLException, IOException {
        for (TableSql sql : database.sql()) {
            if (database.changeOf(sql) > shownChange) {
                for (Generation generation : generations) {
                    writeRecent(generation, sql);
                }
            }
        }
        shownChange = database.change();
    }

    /** Writes what changed in a table since a generation; of the newest, it counts the rows. */
    private void writeRecent(Generation generation, TableSql sql) throws SQLException, IOException {
        String table = sql.table().name();
        Path unfinished = files.unfinished("recent");
        String copy =
                new RecentFile(sql.table(), unfinished).copy(sql.stored(), generation.change());
        recentRows.put(table, database.duckDb().run(copy));
        Path recent = files.recent(generation.number(), table);
        Files.move(unfinished, recent, StandardCopyOption.ATOMIC_MOVE);
    }

    private List<String> recentViews(Generation generation) {
        return database.sql().stream()
                .map(
                        sql ->
                                "CREATE OR REPLACE VIEW %s AS %s"
                                        .formatted(
                                                sql.recentView(),
                                                new RecentFile(
                                                                sql.table(),
                                                                files.recent(
                                                                        generation.number(),
                                                                        sql.table().name()))
                                                        .rows()))
                .toList();
    }

    /** The generations that readers may hold once another one is published. */
    private List<Generation> stillRead(long now) {
        long oldest = now - options.cadence().keepReaders().toMillis();
        List<Generation> kept =
                generations.stream()
                        .map(generation -> generation.supersededBy(now))
                        .filter(generation -> generation.supersededAt() >= oldest)
                        .toList();
        return new ArrayList<>(
                kept.subList(Math.max(0, kept.size() + 1 - GENERATIONS), kept.size()));
    }

    private void deleteUnread() throws IOException {
        Set<Long> read = generations.stream().map(Generation::number).collect(Collectors.toSet());
        List<Path> unread;
        try (Stream<Path> all = Files.list(files.writerFolder())) {
            unread =
                    all.filter(
                                    file ->
                                            HotStoreFiles.generationOf(file).stream()
                                                    .anyMatch(number -> !read.contains(number)))
                            .toList();
        }
        for (Path file : unread) {
            Files.deleteIfExists(file);
        }
    }
}
