package dev.candlewick.sinks.duckdb;

import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store that this writer has to itself: its lock, its DuckDB and what works on them. */
record OpenStore(StoreLock lock, DuckDb duckDb, HotDatabase database, Publisher publisher)
        implements AutoCloseable {

    static OpenStore open(HotStoreOptions options, Optional<HotStoreState> restored)
            throws IOException {
        HotStoreFiles files = HotStoreFiles.of(options.path());
        Files.createDirectories(files.writerFolder());
        StoreLock lock = StoreLock.take(files);
        try {
            return open(options, restored, files, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        } catch (SQLException e) {
            lock.close();
            throw new IOException(
                    "Could not open the hot store " + files.published() + ": " + e.getMessage(), e);
        }
    }

    private static OpenStore open(
            HotStoreOptions options,
            Optional<HotStoreState> restored,
            HotStoreFiles files,
            StoreLock lock)
            throws IOException, SQLException {
        Lake lake = Lake.at(options.lakePath());
        LakeFiles viewed = viewed(lake);
        List<HotTable<?>> tables = HotTable.of(options.intervals(), options.runId());
        DuckDb duckDb = DuckDb.open();
        try (Refill refill = new Refill(lake, options, files)) {
            limit(duckDb, files.spill());
            StoreHead head =
                    new StoreOpening(duckDb, files, options, tables, refill::rows).open(restored);
            workAlone(duckDb);
            HotDatabase database =
                    new HotDatabase(duckDb, files, options.intervals(), tables, head);
            database.createStaging();
            HotRows hot = HotRows.in(TableSql.SCHEMA, table -> TableSql.recentView(table.name()));
            HotViews views =
                    new HotViews(
                            TableSql.FILE,
                            hot,
                            viewed,
                            "SELECT * FROM " + TableSql.PROVEN,
                            options.allowedLateness());
            String main = TableSql.FILE + "." + HotViews.MAIN;
            files.status().prepare();
            List<String> statements = new ArrayList<>(views.statements());
            statements.addAll(views.ofHotRows());
            statements.add(files.status().view(main));
            statements.add(
                    new LakeAccess(options.lakePath(), lake.localFolder().isPresent()).view(main));
            return new OpenStore(
                    lock,
                    duckDb,
                    database,
                    new Publisher(
                            database,
                            files,
                            options,
                            statements,
                            proven ->
                                    proven.rows(TableSql.recentView(Tables.BARS.name()), viewed)));
        } catch (UncheckedIOException e) {
            duckDb.close();
            throw new IOException(e.getMessage(), e);
        } catch (IOException | SQLException | RuntimeException e) {
            duckDb.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            duckDb.close();
        } catch (SQLException e) {
            throw new IOException("Could not close the hot store: " + e.getMessage(), e);
        } finally {
            lock.close();
        }
    }

    /** The rows of the lake that every reader of the file can reach: those on this machine. */
    private static LakeFiles viewed(Lake lake) throws IOException {
        Optional<Path> folder = lake.localFolder();
        if (folder.isEmpty()) {
            return LakeFiles.NONE;
        }
        lake.prepare(Tables.all());
        return LakeRows.without(folder.get(), List.of());
    }

    /** Batches are small: handing parts of them to other threads costs more than it saves. */
    private static void workAlone(DuckDb duckDb) throws SQLException {
        duckDb.run("SET threads = 1");
        duckDb.run("SET preserve_insertion_order = false");
        // Publications bring the log into the file often enough.
        duckDb.run("SET checkpoint_threshold = '64MB'");
    }

    /** The writer lives in a task manager, whose memory DuckDB would otherwise take for itself. */
    private static void limit(DuckDb duckDb, Path spill) throws SQLException {
        duckDb.run("SET memory_limit = '512MB'");
        duckDb.run("SET threads = 2");
        duckDb.run("SET temp_directory = " + Sql.literal(spill));
    }
}
