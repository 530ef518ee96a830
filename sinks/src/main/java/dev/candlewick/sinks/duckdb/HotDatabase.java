package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.sinks.tables.Tables;
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

/**
 * The writer's own file while a job runs: takes rows in, numbers the checkpoints, and forgets what
 * is too old. Not thread-safe.
 */
final class HotDatabase {

    /** How many checkpoints back a restore may go without the lake. */
    private static final long UNDO_EPOCHS = 60;

    private final DuckDb duckDb;
    private final HotStoreFiles files;
    private final List<HotTable<?>> tables;
    private final NewBars newBars;
    private final Staging staging;
    private final Map<String, Long> changes = new HashMap<>();

    /** By table. */
    private final Map<String, EpochKeys> written = new HashMap<>();

    private StoreHead head;

    /**
     * @param duckDb with the file attached
     * @param intervals of which bars are kept
     * @param head what the file says of itself
     */
    HotDatabase(
            DuckDb duckDb,
            HotStoreFiles files,
            Set<BarInterval> intervals,
            List<HotTable<?>> tables,
            StoreHead head) {
        this.duckDb = duckDb;
        this.files = files;
        this.tables = tables;
        this.newBars = new NewBars(duckDb, intervals);
        this.staging = new Staging(duckDb, tables);
        this.head = head;
    }

    void createStaging() throws SQLException {
        staging.create();
    }

    /** Brings rows in, in the order of their arrival. */
    void write(List<HotRow> batch) throws SQLException, IOException {
        StoreHead next = head.nextChange();
        List<Staging.Staged> filled = staging.fill(newBars.choose(batch));
        if (filled.isEmpty() && newBars.isEmpty()) {
            return;
        }
        save(next, () -> bringIn(filled, next));
        filled.forEach(staged -> changes.put(staged.sql().table().name(), next.change()));
        if (!newBars.isEmpty()) {
            changes.put(Tables.BARS.name(), next.change());
        }
    }

    /** First the new bars: a row of the batch may be about the same bar, and comes later. */
    private void bringIn(List<Staging.Staged> filled, StoreHead next) throws SQLException {
        newBars.insert(next.epoch(), next.change());
        for (Staging.Staged staged : filled) {
            merge(staged, next);
        }
    }

    private void merge(Staging.Staged staged, StoreHead next) throws SQLException {
        TableSql sql = staged.sql();
        Span span = staged.span();
        EpochKeys keys = written.computeIfAbsent(sql.table().name(), name -> new EpochKeys());
        String replaceKnown = sql.replaceKnown(span);
        if (keys.haveAll(staged.keys())) {
            duckDb.runPrepared(replaceKnown, next.epoch(), next.change());
            return;
        }
        duckDb.run(sql.saveUndo(next.epoch(), next.change(), span));
        long rows = duckDb.runPrepared(replaceKnown, next.epoch(), next.change());
        if (rows == 0 || rows != staged.keys().size()) {
            rows += duckDb.run(sql.insertNew(next.epoch(), next.change(), span));
        }
        // One that ranks lower than what is stored leaves it in the epoch that it is of.
        if (rows == staged.keys().size()) {
            keys.add(staged.keys());
        }
    }

    /** Ends an epoch: a restore of the state goes back to the rows as they are now. */
    HotStoreState completeEpoch() throws SQLException {
        HotStoreState state = new HotStoreState(head.lineage(), head.epoch());
        save(head.inEpoch(head.epoch() + 1), () -> {});
        written.clear();
        return state;
    }

    /** What it holds now, to go on from without going back. */
    HotStoreState state() {
        return new HotStoreState(head.lineage(), head.epoch());
    }

    /** Counts the writes. */
    long change() {
        return head.change();
    }

    /** The last write that touched a table since the store was opened. */
    long changeOf(TableSql sql) {
        return changes.getOrDefault(sql.table().name(), 0L);
    }

    long generation() {
        return head.generation();
    }

    /** Numbers a publication, and records it with a statement of the caller's. */
    void beginGeneration(List<String> statements) throws SQLException {
        save(head.nextGeneration(), () -> duckDb.runAll(statements));
    }

    /**
     * Drops what is too old.
     *
     * @param seenByAll the oldest change up to which every reader has seen everything
     */
    void forget(Duration retention, long seenByAll) throws SQLException {
        StoreHead next = head.withUndoSince(Math.max(head.undoSince(), head.epoch() - UNDO_EPOCHS));
        List<String> statements = new ArrayList<>();
        for (TableSql sql : sql()) {
            statements.addAll(sql.forget(retention, seenByAll, next.undoSince()));
        }
        save(next, () -> duckDb.runAll(statements));
        written.clear();
    }

    /**
     * Copies the file. It is detached meanwhile: that brings everything into it, and a lock that
     * DuckDB held would be lost when Java closes the file.
     */
    void copyTo(Path target) throws SQLException, IOException {
        duckDb.closePrepared();
        duckDb.run("DETACH " + TableSql.FILE);
        try {
            Files.copy(files.store(), target, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            duckDb.run(StoreOpening.attachStatement(files));
        }
    }

    /** Makes views, in whose text the names are those within the file. */
    void define(List<String> views) throws SQLException {
        duckDb.run("USE " + TableSql.FILE);
        try {
            duckDb.transaction(views);
        } finally {
            duckDb.run("USE memory");
        }
    }

    DuckDb duckDb() {
        return duckDb;
    }

    List<TableSql> sql() {
        return tables.stream().map(table -> new TableSql(table.table())).toList();
    }

    private void save(StoreHead next, DuckDb.Work work) throws SQLException {
        try {
            duckDb.transaction(
                    () -> {
                        work.run();
                        duckDb.run(next.save());
                    });
        } catch (SQLException | RuntimeException e) {
            written.clear();
            throw e;
        }
        head = next;
    }
}
