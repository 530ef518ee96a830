package dev.candlewick.sinks.duckdb;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the writer's file to the state in which a job starts or goes on: the rows of a checkpoint,
 * or the final rows of earlier runs, or what the lake has.
 */
record StoreOpening(
        DuckDb duckDb,
        HotStoreFiles files,
        HotStoreOptions options,
        List<HotTable<?>> tables,
        LakeRows lake) {

    private static final Logger LOG = LoggerFactory.getLogger(StoreOpening.class);

    /** Attaches the file, an old or a new one. */
    StoreHead open(Optional<HotStoreState> restored) throws SQLException, IOException {
        if (Files.exists(files.store())) {
            try {
                Optional<StoreHead> head = reopen(restored);
                if (head.isPresent()) {
                    return head.get();
                }
                remove();
            } catch (SQLException e) {
                refuseIfLocked(e);
                LOG.warn(
                        "The hot store {} cannot be read and is rebuilt; the old file is now {}",
                        files.published(),
                        files.unreadable(),
                        e);
                setAside();
            }
        }
        return createFrom(restored);
    }

    /** Goes on with the file that is there; empty if it is of no use. */
    private Optional<StoreHead> reopen(Optional<HotStoreState> restored)
            throws SQLException, IOException {
        duckDb.run(attachStatement(files));
        StoreHead found = StoreHead.read(duckDb);
        Optional<String> tooNew = StoreSchema.whyTooNew(duckDb, found, files.published());
        if (tooNew.isPresent()) {
            throw new IllegalStateException(tooNew.get());
        }
        if (StoreSchema.isOlder(duckDb, found, tables)) {
            found = upgrade(found);
        }
        if (restored.isEmpty()) {
            return Optional.of(beginRun(found));
        }
        if (found.canGoBackTo(restored.get())) {
            return Optional.of(goBack(found, restored.get().epoch()));
        }
        LOG.warn(
                "The hot store {} cannot return to the checkpoint; it is rebuilt from the lake",
                files.published());
        return Optional.empty();
    }

    /**
     * Gives an older file what is kept now; its rows stay, and tables it lacks come from the lake.
     */
    private StoreHead upgrade(StoreHead found) throws SQLException, IOException {
        LOG.info("The hot store {} is of an older release; upgrading it", files.published());
        StoreHead head = found.nextChange().withTables(tableVersions());
        List<String> statements = new ArrayList<>(StoreSchema.save());
        for (HotTable<?> table : tables) {
            TableSql sql = new TableSql(table.table());
            if (!found.tableVersions().containsKey(table.table().name())) {
                statements.addAll(create(table, found.undoSince(), head.change()));
            } else if (!found.has(table.table())) {
                statements.addAll(StoreSchema.rewrite(duckDb, sql));
            }
        }
        statements.add(head.save());
        duckDb.transaction(statements);
        return head;
    }

    /** The statements that make a table, with the rows that the lake has of it. */
    private List<String> create(HotTable<?> table, long epoch, long change) {
        TableSql sql = new TableSql(table.table());
        List<String> statements = new ArrayList<>(List.of(sql.createStored(), sql.createUndo()));
        sql.rebuild(epoch, change, lake, table.keptSql(), options.retention())
                .ifPresent(statements::add);
        return statements;
    }

    /** Keeps what earlier runs completed, and drops what they left half done. */
    private StoreHead beginRun(StoreHead found) throws SQLException {
        long lastEpoch = found.epoch();
        StoreHead head =
                new StoreHead(
                        found.tables(),
                        UUID.randomUUID().toString(),
                        options.runId(),
                        lastEpoch + 1,
                        found.change() + 1,
                        lastEpoch,
                        found.generation());
        List<String> statements = new ArrayList<>();
        tableSql().forEach(sql -> statements.addAll(sql.endRun(lastEpoch, head.change())));
        statements.add(head.save());
        duckDb.transaction(statements);
        return head;
    }

    private StoreHead goBack(StoreHead found, long epoch) throws SQLException, IOException {
        // The file may have come from a fallback, whose publications are numbered by themselves.
        StoreHead head =
                found.nextChange()
                        .inEpoch(epoch + 1)
                        .byRun(options.runId())
                        .afterGeneration(files.newestGeneration());
        List<String> statements = new ArrayList<>();
        tableSql().forEach(sql -> statements.addAll(sql.restore(epoch, head.change())));
        statements.add(head.save());
        duckDb.transaction(statements);
        return head;
    }

    private StoreHead createFrom(Optional<HotStoreState> restored)
            throws SQLException, IOException {
        long epoch = restored.map(HotStoreState::epoch).orElse(0L);
        StoreHead head =
                new StoreHead(
                        tableVersions(),
                        restored.map(HotStoreState::lineage)
                                .orElseGet(() -> UUID.randomUUID().toString()),
                        options.runId(),
                        epoch + 1,
                        1,
                        epoch,
                        files.newestGeneration());
        duckDb.run(attachStatement(files));
        duckDb.run(Sql.fill("schema.sql", Map.of("schema", TableSql.FILE)));
        List<String> statements = new ArrayList<>();
        for (HotTable<?> table : tables) {
            statements.addAll(create(table, epoch, head.change()));
        }
        statements.add(StoreHead.create());
        statements.addAll(StoreSchema.save());
        statements.add(head.save());
        duckDb.transaction(statements);
        return head;
    }

    private void remove() throws SQLException, IOException {
        duckDb.run("DETACH " + TableSql.FILE);
        Files.deleteIfExists(files.store());
        Files.deleteIfExists(files.writeAheadLog());
    }

    private void setAside() throws SQLException, IOException {
        duckDb.run("DETACH DATABASE IF EXISTS " + TableSql.FILE);
        Files.move(files.store(), files.unreadable(), StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(files.writeAheadLog());
    }

    private void refuseIfLocked(SQLException e) throws IOException {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Could not set lock") || message.contains("file handle conflict")) {
            throw new StoreTakenException(
                    "Another process has the hot store's own file "
                            + files.store()
                            + " open. Readers open "
                            + files.published()
                            + " instead.",
                    e);
        }
    }

    private List<TableSql> tableSql() {
        return tables.stream().map(table -> new TableSql(table.table())).toList();
    }

    private String tableVersions() {
        return tables.stream()
                .map(table -> StoreHead.versionOf(table.table()))
                .collect(Collectors.joining(","));
    }

    /** DuckDB 1.2 is the oldest reader; what DuckDB 2 writes by itself it could not open. */
    static String attachStatement(HotStoreFiles files) {
        return "ATTACH %s AS %s (STORAGE_VERSION 'v1.2.0')"
                .formatted(Sql.literal(files.store()), TableSql.FILE);
    }
}
