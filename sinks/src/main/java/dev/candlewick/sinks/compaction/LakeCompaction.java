package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.parquet.HiddenFiles.Reason;
import dev.candlewick.sinks.parquet.Lake;
import dev.candlewick.sinks.parquet.Pauses;
import dev.candlewick.sinks.parquet.TableFolder;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.core.fs.Path;

/**
 * Merges the files of a lake, day by day and table by table, into few that are sorted by symbol and
 * time, and removes files that no reader can need any more. Jobs may write and queries may run
 * meanwhile; the views show every row once at every moment. If it is killed, the next run tidies
 * up.
 */
public final class LakeCompaction {

    /** Longer than a query takes. */
    public static final Duration KEEP_REPLACED = Duration.ofHours(1);

    private final Lake lake;
    private final RetainedCheckpoints checkpoints;
    private final Duration keepReplaced;
    private final Pauses pauses;
    private LongConsumer planned = bytes -> {};

    LakeCompaction(
            Lake lake, RetainedCheckpoints checkpoints, Duration keepReplaced, Pauses pauses) {
        this.lake = lake;
        this.checkpoints = checkpoints;
        this.keepReplaced = keepReplaced;
        this.pauses = pauses;
    }

    /** Whether a compaction has written a file of this name, of rows that other files had. */
    public static boolean isMerged(String fileName) {
        return fileName.startsWith(Folder.SORTED);
    }

    /**
     * @param lakePath the folder of the lake, of any file system that Flink knows
     * @param checkpointsPath the folder of the checkpoints and savepoints of the jobs that write it
     */
    public static LakeCompaction of(String lakePath, String checkpointsPath) {
        return new LakeCompaction(
                Lake.at(lakePath),
                new RetainedCheckpoints(new Path(checkpointsPath)),
                KEEP_REPLACED,
                Pauses.OfTheWallClock.INSTANCE);
    }

    /** For how long replaced files stay for queries that found them before; an hour by default. */
    public LakeCompaction keepReplaced(Duration value) {
        return new LakeCompaction(lake, checkpoints, value, pauses).onPlan(planned);
    }

    /** Sets the listener that receives the number of bytes to merge before the merge starts. */
    public LakeCompaction onPlan(LongConsumer listener) {
        planned = listener;
        return this;
    }

    /**
     * Does it.
     *
     * @param done called for each folder when it is written
     * @throws IOException if another compaction is at work in the lake, or a file cannot be written
     */
    public CompactionReport run(Days days, Consumer<CompactedFolder> done)
            throws IOException, SQLException, InterruptedException {
        List<CompactedFolder> folders = new ArrayList<>();
        try (CompactionWorkspace workspace = CompactionWorkspace.in(lake)) {
            Consumer<CompactedFolder> note = done.andThen(folders::add);
            int removed = 0;
            for (TableFolder folder : folders()) {
                removed += clean(folder);
            }
            merge(
                    folders().stream()
                            .map(folder -> new TableCompaction(folder, workspace, pauses, note))
                            .toList(),
                    days);
            for (TableFolder folder : folders()) {
                removed += cleaning(folder).replaced();
            }
            return new CompactionReport(List.copyOf(folders), removed, kept());
        }
    }

    /** All tables take each step together, so that they wait together, too. */
    private void merge(List<TableCompaction> tables, Days days)
            throws IOException, SQLException, InterruptedException {
        Duration patience = Duration.ZERO;
        for (TableCompaction table : tables) {
            Duration needed = table.announce(days);
            patience = needed.compareTo(patience) > 0 ? needed : patience;
        }
        if (patience.isZero()) {
            return;
        }
        planned.accept(tables.stream().mapToLong(TableCompaction::bytes).sum());
        pauses.pause(patience);
        for (TableCompaction table : tables) {
            table.merge();
        }
        pauses.pause(patience);
        for (TableCompaction table : tables) {
            table.publish();
        }
    }

    private int clean(TableFolder folder) throws IOException {
        Cleaning cleaning = cleaning(folder);
        cleaning.unpublished();
        return cleaning.replaced() + cleaning.abandoned();
    }

    private Cleaning cleaning(TableFolder folder) throws IOException {
        return new Cleaning(
                folder, new Retention(pauses.now(), keepReplaced, checkpoints.oldest()));
    }

    private int kept() throws IOException {
        int kept = 0;
        for (TableFolder folder : folders()) {
            kept += folder.hidden().of(Reason.REPLACED).size();
        }
        return kept;
    }

    private List<TableFolder> folders() {
        return Tables.all().stream().map(lake::folderOf).toList();
    }
}
