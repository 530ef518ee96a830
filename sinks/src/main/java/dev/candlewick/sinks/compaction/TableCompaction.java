package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.parquet.HiddenFiles;
import dev.candlewick.sinks.parquet.HiddenFiles.Reason;
import dev.candlewick.sinks.parquet.Pauses;
import dev.candlewick.sinks.parquet.TableFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Merges the files of each day of one table, in three steps after each of which every reader is
 * right, if queries that began before the step have time to end before the next.
 */
final class TableCompaction {

    /**
     * Planning a query takes about half of that for each file that it reads, and some time more.
     */
    private static final Duration PLANNING_OF_A_FILE = Duration.ofMillis(2);

    private static final Duration PLANNING = Duration.ofSeconds(3);

    private final TableFolder folder;
    private final CompactionWorkspace workspace;
    private final Pauses pauses;
    private final Consumer<CompactedFolder> done;
    private final List<TableFolder.Entry> replaced = new ArrayList<>();
    private HiddenFiles before;
    private HiddenFiles announced;
    private Map<Folder, String> targets = Map.of();

    TableCompaction(
            TableFolder folder,
            CompactionWorkspace workspace,
            Pauses pauses,
            Consumer<CompactedFolder> done) {
        this.folder = folder;
        this.workspace = workspace;
        this.pauses = pauses;
        this.done = done;
    }

    /**
     * Hides the files to come; returns how long queries may take that have not heard of it, nothing
     * if there is nothing to merge.
     */
    Duration announce(Days days) throws IOException {
        before = folder.hidden();
        List<TableFolder.Entry> files = visibleFiles(before);
        targets = targets(files, days);
        if (targets.isEmpty()) {
            return Duration.ZERO;
        }
        announced = before.next(with(before, unpublished(targets)));
        folder.hide(announced);
        return PLANNING.plus(PLANNING_OF_A_FILE.multipliedBy(files.size()));
    }

    /** How large the files are that are to be merged. */
    long bytes() {
        return targets.keySet().stream().mapToLong(Folder::bytes).sum();
    }

    /** Writes the announced file, which is still hidden from readers. */
    void merge() throws IOException, SQLException {
        if (!targets.isEmpty()) {
            write(targets);
        }
    }

    /** Shows what was merged, and hides what it was made of. */
    void publish() throws IOException {
        if (!targets.isEmpty()) {
            folder.hide(announced.next(with(before, replaced())));
        }
    }

    /** In the order in which they were committed. */
    private List<TableFolder.Entry> visibleFiles(HiddenFiles hidden) throws IOException {
        Set<String> names =
                hidden.entries().stream().map(HiddenFiles.Entry::file).collect(Collectors.toSet());
        return folder.files().stream()
                .filter(file -> file.isCommitted() && !names.contains(file.name()))
                .sorted(
                        Comparator.comparingLong(TableFolder.Entry::modifiedAt)
                                .thenComparing(TableFolder.Entry::name))
                .toList();
    }

    /** The folders in which there is something to gain, each with the name of its new file. */
    private Map<Folder, String> targets(List<TableFolder.Entry> files, Days days) {
        String table = folder.table().name();
        Map<String, List<TableFolder.Entry>> byFolder =
                files.stream()
                        .filter(file -> days.include(file.folder()))
                        .collect(
                                Collectors.groupingBy(
                                        TableFolder.Entry::folder,
                                        TreeMap::new,
                                        Collectors.toList()));
        Map<Folder, String> targets = new HashMap<>();
        byFolder.forEach(
                (name, inIt) -> {
                    Folder each = new Folder(table, name, inIt);
                    if (!each.isCompact()) {
                        String file = Folder.SORTED + table + "-" + newId() + ".parquet";
                        targets.put(each, each.resolve(file));
                    }
                });
        return targets;
    }

    private void write(Map<Folder, String> targets) throws IOException, SQLException {
        List<Folder> byName =
                targets.keySet().stream().sorted(Comparator.comparing(Folder::name)).toList();
        try (SortedCopy copy = SortedCopy.of(folder.table(), workspace.folder())) {
            for (Folder each : byName) {
                write(each, targets.get(each), copy);
            }
        }
    }

    private void write(Folder each, String target, SortedCopy copy)
            throws IOException, SQLException {
        FolderMerge merge = new FolderMerge(each, workspace, copy);
        List<TableFolder.Entry> merged = merge.into(folder.resolve(target));
        if (merged.isEmpty()) {
            done.accept(CompactedFolder.unchanged(each, merge.note()));
            return;
        }
        replaced.addAll(merged);
        long bytes = folder.fileSystem().getFileStatus(folder.resolve(target)).getLen();
        done.accept(CompactedFolder.merged(each, merged, bytes, merge.note()));
    }

    private List<HiddenFiles.Entry> unpublished(Map<Folder, String> targets) {
        long now = pauses.now();
        return targets.values().stream()
                .map(target -> new HiddenFiles.Entry(target, Reason.UNPUBLISHED, now))
                .toList();
    }

    private List<HiddenFiles.Entry> replaced() {
        long now = pauses.now();
        return replaced.stream()
                .map(file -> new HiddenFiles.Entry(file.name(), Reason.REPLACED, now))
                .toList();
    }

    private static List<HiddenFiles.Entry> with(
            HiddenFiles before, List<HiddenFiles.Entry> others) {
        return Stream.concat(before.entries().stream(), others.stream()).toList();
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
