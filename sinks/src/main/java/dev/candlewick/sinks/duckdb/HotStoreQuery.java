package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Kept;
import dev.candlewick.sinks.tables.StorageRouter;
import dev.candlewick.sinks.tables.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * SQL over a published hot store and a lake, by the same views that the store itself has. Either
 * may be missing, and a job may be writing both.
 */
public final class HotStoreQuery {

    private static final String VIEWS = "memory.main";

    private final HotStoreFiles files;
    private final Lake lake;
    private final Duration allowedLateness;

    private HotStoreQuery(HotStoreFiles files, Lake lake, Duration allowedLateness) {
        this.files = files;
        this.lake = lake;
        this.allowedLateness = allowedLateness;
    }

    /**
     * @param path the published file
     * @param allowedLateness how late a trade may be and still change a bar
     */
    public static HotStoreQuery over(String path, String lakePath, Duration allowedLateness) {
        return new HotStoreQuery(HotStoreFiles.of(path), Lake.at(lakePath), allowedLateness);
    }

    /** Whether neither a hot store nor a local lake is there, so that every view is empty. */
    public boolean findsNothing() {
        return !Files.exists(files.published())
                && StorageRouter.tables().stream().noneMatch(this::isInLake);
    }

    /**
     * Runs a query; times come back in UTC.
     *
     * @throws SQLException with DuckDB's own words if the query is wrong
     */
    public void run(String sql, ResultHandler handler) throws SQLException, IOException {
        try (DuckDb duckDb = DuckDb.open()) {
            HotViews views = new HotViews(VIEWS, hotRows(duckDb), this::lakeRows, allowedLateness);
            duckDb.transaction(views.statements());
            duckDb.query(sql, handler);
        }
    }

    private HotRows hotRows(DuckDb duckDb) throws SQLException, IOException {
        if (!Files.exists(files.published())) {
            return this::withoutHotStore;
        }
        String catalog = TableSql.FILE;
        String tables = catalog + "." + TableSql.SCHEMA;
        duckDb.run(
                "ATTACH %s AS %s (READ_ONLY)".formatted(Sql.literal(files.published()), catalog));
        StoreHead head = StoreHead.read(duckDb);
        HotRows stored = HotRows.in(tables, table -> recentRows(table, head.generation()));
        // An earlier release left the file, if it lacks a table.
        return table -> head.has(table) ? stored.of(table) : withoutHotStore(table);
    }

    /** The views read the lake beside this, except those of the newest row of each symbol. */
    private String withoutHotStore(Table<?> table) {
        return StorageRouter.of(table).hot().choice() == Kept.Choice.NEWEST
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
        return isInLake(table)
                ? LakeRows.in(lake.localFolder().orElseThrow()).of(table)
                : LakeRows.none(table);
    }

    private boolean isInLake(Table<?> table) {
        return lake.localFolder()
                .map(folder -> hasFiles(folder.resolve(table.name())))
                .orElse(false);
    }

    private static boolean hasFiles(Path folder) {
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
