package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.HotRetention;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SQL over a published hot store and a lake, by the same views that the store itself has. Either
 * may be missing, and a job may be writing both.
 */
public final class HotStoreQuery {

    private static final String DATABASE = "memory";
    private static final String VIEWS = DATABASE + "." + HotViews.MAIN;

    private final HotStoreFiles files;
    private final Lake lake;
    private final LakeAccess access;
    private final Duration allowedLateness;
    private final List<DamagedFiles.Damaged> leftOut;

    private HotStoreQuery(
            HotStoreFiles files,
            Lake lake,
            LakeAccess access,
            Duration allowedLateness,
            List<DamagedFiles.Damaged> leftOut) {
        this.leftOut = List.copyOf(leftOut);
        this.files = files;
        this.lake = lake;
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
                HotStoreFiles.of(path),
                lake,
                new LakeAccess(lakePath, lake.localFolder().isPresent()),
                allowedLateness,
                List.of());
    }

    /** The same with a copy of the lake, which has what is asked for. */
    public HotStoreQuery readingLakeAt(Path copy) {
        return new HotStoreQuery(
                files,
                Lake.at(copy),
                new LakeAccess(access.path(), true),
                allowedLateness,
                leftOut);
    }

    /** Whether there is a hot store. */
    public boolean hasHotStore() {
        return Files.exists(files.published());
    }

    /** The same without the rows of some files of the lake. */
    public HotStoreQuery without(List<DamagedFiles.Damaged> files) {
        return new HotStoreQuery(this.files, lake, access, allowedLateness, files);
    }

    /** The files of a local lake that cannot be read. */
    public List<DamagedFiles.Damaged> damaged() throws SQLException, IOException {
        return lake.localFolder().isPresent()
                ? DamagedFiles.below(lake.localFolder().get())
                : List.of();
    }

    /** Whether neither a hot store nor a local lake is there, so that every view is empty. */
    public boolean findsNothing() {
        return !Files.exists(files.published()) && Tables.all().stream().noneMatch(this::isInLake);
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
            String rows =
                    isInLake(Tables.BARS) ? barsOfLake() : hotRows(head(duckDb)).of(Tables.BARS);
            duckDb.query(
                    Sql.fill("stored_bars.sql", Map.of("rows", rows, "run", Sql.literal(runId))),
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
            HotRows hot = hotRows(head);
            String proven = proven(duckDb, head);
            duckDb.transaction(
                    new HotViews(DATABASE, hot, lakeFiles(), proven, allowedLateness).statements());
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

    private HotRows hotRows(Optional<StoreHead> head) {
        if (head.isEmpty()) {
            return this::withoutHotStore;
        }
        String tables = TableSql.FILE + "." + TableSql.SCHEMA;
        long generation = head.get().generation();
        HotRows stored = HotRows.in(tables, table -> recentRows(table, generation));
        // An earlier release left the file, if it lacks a table.
        return table -> head.get().has(table) ? stored.of(table) : withoutHotStore(table);
    }

    private String proven(DuckDb duckDb, Optional<StoreHead> head)
            throws SQLException, IOException {
        boolean hasBars = head.isPresent() && head.get().has(Tables.BARS);
        return hasBars
                ? ProvenTime.of(duckDb)
                        .rows(recentRows(Tables.BARS, head.get().generation()), lakeFiles())
                : ProvenTime.UNKNOWN.rows("(" + noRecentRows(Tables.BARS) + ")", lakeFiles());
    }

    /** The views read the lake beside this, except those of the newest row of each symbol. */
    private String withoutHotStore(Table<?> table) {
        return table.hot().choice() == HotRetention.Choice.NEWEST
                ? Sql.fill(
                        "newest_in_lake.sql",
                        Map.of(
                                "columns", table.columnList(),
                                "key", table.keyList(),
                                "ranking", table.ranking("", " DESC"),
                                "lake", lakeRows(table)))
                : LakeRows.none(table);
    }

    private String recentRows(Table<?> table, long generation) {
        Path file = files.recent(generation, table.name());
        return "("
                + (Files.exists(file) ? new RecentFile(table, file).rows() : noRecentRows(table))
                + ")";
    }

    private static String noRecentRows(Table<?> table) {
        return "SELECT *, NULL::BIGINT AS _change, true AS _deleted FROM ("
                + LakeRows.none(table)
                + ")";
    }

    private String lakeRows(Table<?> table) {
        return lakeFiles().all().of(table);
    }

    private LakeFiles lakeFiles() {
        return new LakeFiles(
                (table, chosen) ->
                        isInLake(table)
                                ? LakeRows.without(lake.localFolder().orElseThrow(), leftOut)
                                        .rows()
                                        .apply(table, chosen)
                                : LakeRows.none(table));
    }

    /** Of a whole lake, its files are named, so that no row is asked for its file. */
    private String barsOfLake() throws IOException {
        return leftOut.isEmpty()
                ? LakeRows.visible(lake.localFolder().orElseThrow(), Tables.BARS)
                : lakeRows(Tables.BARS);
    }

    private boolean isInLake(Table<?> table) {
        return lake.localFolder()
                .map(folder -> hasFiles(folder.resolve(table.name())))
                .orElse(false);
    }

    static boolean hasFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.anyMatch(file -> file.getFileName().toString().endsWith(".parquet"));
        } catch (IOException e) {
            throw new UncheckedIOException("Could not list " + folder, e);
        }
    }

    /** Takes the result of a query. */
    @FunctionalInterface
    public interface ResultHandler {
        void accept(ResultSet result) throws SQLException, IOException;
    }
}
