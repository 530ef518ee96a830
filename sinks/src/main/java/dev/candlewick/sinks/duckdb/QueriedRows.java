package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.HotRetention;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which rows of a published file and of a lake are read: those that are there, since either may be
 * missing or lack a table, and none of damaged files that are left out.
 */
record QueriedRows(HotStoreFiles files, Lake lake, List<DamagedFiles.Damaged> leftOut) {

    /**
     * The rows of the file, which is attached.
     *
     * @param head what it says of itself; empty if there is none
     */
    HotRows hot(Optional<StoreHead> head) {
        if (head.isEmpty()) {
            return this::withoutHotStore;
        }
        String tables = TableSql.FILE + "." + TableSql.SCHEMA;
        long generation = head.get().generation();
        HotRows stored = HotRows.in(tables, table -> recentRows(table, generation));
        // An earlier release left the file, if it lacks a table.
        return table -> head.get().has(table) ? stored.of(table) : withoutHotStore(table);
    }

    /** A query of what is proven of event time. */
    String proven(DuckDb duckDb, Optional<StoreHead> head) throws SQLException, IOException {
        boolean hasBars = head.isPresent() && head.get().has(Tables.BARS);
        return hasBars
                ? ProvenTime.of(duckDb)
                        .rows(recentRows(Tables.BARS, head.get().generation()), ofLake())
                : ProvenTime.UNKNOWN.rows("(" + noRecentRows(Tables.BARS) + ")", ofLake());
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
        return ofLake().all().of(table);
    }

    LakeFiles ofLake() {
        return new LakeFiles(
                (table, chosen) ->
                        isInLake(table)
                                ? LakeRows.without(lake.localFolder().orElseThrow(), leftOut)
                                        .rows()
                                        .apply(table, chosen)
                                : LakeRows.none(table));
    }

    /** All bars. Of a whole lake, its files are named, so that no row is asked for its file. */
    String barsOfLake() throws IOException {
        return leftOut.isEmpty()
                ? LakeRows.visible(lake.localFolder().orElseThrow(), Tables.BARS)
                : lakeRows(Tables.BARS);
    }

    boolean isInLake(Table<?> table) {
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
}
