package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SQL over a published hot store and a lake, by the same views that the store itself has. Either
 * may be missing, and a job may be writing both.
 */
public final class HotStoreQuery {

    private static final String DATABASE = "memory";
    private static final String VIEWS = DATABASE + "." + HotViews.MAIN;

    private final HotStoreFiles files;
    private final QueriedRows rows;
    private final LakeAccess access;
    private final Duration allowedLateness;

    private HotStoreQuery(QueriedRows rows, LakeAccess access, Duration allowedLateness) {
        this.files = rows.files();
        this.rows = rows;
        this.access = access;
        this.allowedLateness = allowedLateness;
    }

    /**
     * @param path the published file
     * @param allowedLateness how late a trade may be and still change a bar
     */
    public static HotStoreQuery over(String path, String lakePath, Duration allowedLateness) {
        Lake lake = Lake.at(lakePath);
        return new HotStoreQuery(
                new QueriedRows(HotStoreFiles.of(path), lake, List.of()),
                new LakeAccess(lakePath, lake.localFolder().isPresent()),
                allowedLateness);
    }

    /** The same with a copy of the lake, which has what is asked for. */
    public HotStoreQuery readingLakeAt(Path copy) {
        return new HotStoreQuery(
                new QueriedRows(files, Lake.at(copy), rows.leftOut()),
                new LakeAccess(access.path(), true),
                allowedLateness);
    }

    /** Whether there is a hot store. */
    public boolean hasHotStore() {
        return Files.exists(files.published());
    }

    /** The same without the rows of some files of the lake. */
    public HotStoreQuery without(List<DamagedFiles.Damaged> damaged) {
        return new HotStoreQuery(
                new QueriedRows(files, rows.lake(), List.copyOf(damaged)), access, allowedLateness);
    }

    /** The files of a local lake that cannot be read. */
    public List<DamagedFiles.Damaged> damaged() throws SQLException, IOException {
        Optional<Path> lake = rows.lake().localFolder();
        return lake.isPresent() ? DamagedFiles.below(lake.get()) : List.of();
    }

    /** Whether neither a hot store nor a local lake is there, so that every view is empty. */
    public boolean findsNothing() {
        return !Files.exists(files.published()) && Tables.all().stream().noneMatch(rows::isInLake);
    }

    /**
     * Runs a query; times come back in UTC.
     *
     * @throws SQLException with DuckDB's own words if the query is wrong
     */
    public void run(String sql, ResultHandler handler) throws SQLException, IOException {
        try (DuckDb duckDb = open()) {
            duckDb.query(sql, handler);
        }
    }

    /**
     * Counts the final bars of a run: a row for each interval and coverage, with their number. They
     * are looked for in the lake, or in the hot store where the lake is of another file system.
     */
    public void countFinalBars(String runId, ResultHandler handler)
            throws SQLException, IOException {
        try (DuckDb duckDb = DuckDb.open()) {
            String bars =
                    rows.isInLake(Tables.BARS)
                            ? rows.barsOfLake()
                            : rows.hot(head(duckDb)).of(Tables.BARS);
            duckDb.query(
                    Sql.fill("stored_bars.sql", Map.of("rows", bars, "run", Sql.literal(runId))),
                    handler);
        }
    }

    /** Why this release can neither read nor write the hot store, if a newer one wrote it. */
    public Optional<String> whyTooNew() throws SQLException, IOException {
        if (!Files.exists(files.published())) {
            return Optional.empty();
        }
        try (DuckDb duckDb = DuckDb.open()) {
            return StoreSchema.whyTooNew(duckDb, attach(duckDb), files.published());
        }
    }

    private StoreHead attach(DuckDb duckDb) throws SQLException, IOException {
        duckDb.run(
                "ATTACH %s AS %s (READ_ONLY)"
                        .formatted(Sql.literal(files.published()), TableSql.FILE));
        return StoreHead.read(duckDb);
    }

    /** A DuckDB with the views in it; they show the files as they are when it is opened. */
    public DuckDb open() throws SQLException, IOException {
        DuckDb duckDb = DuckDb.open();
        try {
            Optional<StoreHead> head = head(duckDb);
            HotViews views =
                    new HotViews(
                            DATABASE,
                            rows.hot(head),
                            rows.ofLake(),
                            rows.proven(duckDb, head),
                            allowedLateness);
            duckDb.transaction(views.statements());
            duckDb.run(access.view(VIEWS));
            if (Files.exists(files.status().file())) {
                duckDb.run(files.status().view(VIEWS));
            }
            return duckDb;
        } catch (SQLException | IOException | RuntimeException e) {
            duckDb.close();
            throw e;
        }
    }

    /** What the published file says of itself, once it is attached; empty if there is none. */
    private Optional<StoreHead> head(DuckDb duckDb) throws SQLException, IOException {
        if (!Files.exists(files.published())) {
            return Optional.empty();
        }
        StoreHead head = attach(duckDb);
        Optional<String> tooNew = StoreSchema.whyTooNew(duckDb, head, files.published());
        if (tooNew.isPresent()) {
            throw new IOException(tooNew.get());
        }
        return Optional.of(head);
    }

    /** Takes the result of a query. */
    @FunctionalInterface
    public interface ResultHandler {
        void accept(ResultSet result) throws SQLException, IOException;
    }
}
