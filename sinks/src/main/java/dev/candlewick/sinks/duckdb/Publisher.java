package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets readers see what the writer has: now and then a new file, and at every call, for each file
 * that a reader may still hold, what changed since. Times are in milliseconds.
 */
final class Publisher {

    /** However fast files follow one another, the readers of so many are served. */
    private static final int GENERATIONS = 8;

    /** How far the readers of a file that was replaced may be behind those of the newest. */
    private static final long BEHIND_MILLIS = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final HotDatabase database;
    private final HotStoreFiles files;
    private final HotStoreOptions options;
    private final RecentFiles recent;
    private final Function<ProvenTime, String> provenRows;
    private List<Generation> generations;
    private List<String> missingViews;
    private String published = "";
    private long publishedAt;
    private long shownChange;
    private long shownToAllChange;
    private long shownToAllAt;

    /**
     * @param views the statements that make the views of the file
     * @param provenRows the query that one of them reads, of the rows as they are when published
     */
    Publisher(
            HotDatabase database,
            HotStoreFiles files,
            HotStoreOptions options,
            List<String> views,
            Function<ProvenTime, String> provenRows)
            throws SQLException, IOException {
        this.database = database;
        this.files = files;
        this.options = options;
        this.recent = new RecentFiles(database, files);
        this.missingViews = views;
        this.provenRows = provenRows;
        this.generations = Generation.read(database.duckDb());
    }

    /** Lets readers see what changed, by a new file if it is time for one. */
    void show(long now) throws SQLException, IOException {
        if (!published.equals(identity())) {
            LOG.warn(
                    "The published file {} was removed or replaced by another process; it is"
                            + " published again",
                    files.published());
            publish(now);
        }
        if (!isShown() && isDue(now)) {
            publish(now);
            return;
        }
        if (!isShown()) {
            recent.writeSince(shownChange, newest());
            shownChange = database.change();
        }
        if (shownToAllChange != shownChange && now - shownToAllAt >= BEHIND_MILLIS) {
            recent.writeSince(shownToAllChange, superseded());
            shownToAllChange = shownChange;
            shownToAllAt = now;
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
        recent.write(generations);
        shownChange = database.change();
        shownToAllChange = shownChange;
        shownToAllAt = now;
        makeViews(next);
        Path copy = files.unfinished("published");
        database.copyTo(copy);
        Files.move(copy, files.published(), StandardCopyOption.ATOMIC_MOVE);
        recent.keepOnly(generations);
        publishedAt = now;
        published = identity();
    }

    /** Whether the published file holds everything by itself. */
    boolean isFileComplete() {
        return isShown() && recent.newestRows() == 0;
    }

    /** What distinguishes the file from any other in its place. */
    private String identity() throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(files.published(), BasicFileAttributes.class);
            return String.format(
                    Locale.ROOT,
                    "%s %d %s",
                    found.fileKey(),
                    found.size(),
                    found.lastModifiedTime());
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private List<Generation> newest() {
        return generations.subList(Math.max(0, generations.size() - 1), generations.size());
    }

    private List<Generation> superseded() {
        return generations.subList(0, Math.max(0, generations.size() - 1));
    }

    private boolean isShown() {
        return shownChange == database.change();
    }

    private boolean isDue(long now) {
        Cadence cadence = options.cadence();
        Duration patience =
                recent.newestRows() < cadence.recentRows()
                        ? cadence.publish()
                        : cadence.publishAtLeastApart();
        return now - publishedAt >= patience.toMillis();
    }

    /** The views of the tables stay as they are; they read what changed by views of its own. */
    private void makeViews(Generation generation) throws SQLException, IOException {
        List<String> changed = new ArrayList<>(recent.views(generation));
        changed.add(
                "CREATE OR REPLACE VIEW %s AS\n%s"
                        .formatted(
                                TableSql.PROVEN,
                                provenRows.apply(ProvenTime.of(database.duckDb()))));
        database.define(changed);
        database.define(missingViews);
        missingViews = List.of();
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
}
