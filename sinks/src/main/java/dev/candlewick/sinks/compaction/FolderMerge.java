package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.duckdb.DamagedFiles;
import dev.candlewick.sinks.parquet.TableFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the rows of one folder into one file; leaves alone what it cannot be sure to understand.
 */
final class FolderMerge {

    private final Folder folder;
    private final CompactionWorkspace workspace;
    private final SortedCopy copy;
    private final Map<TableFolder.Entry, Path> readable = new LinkedHashMap<>();
    private final List<String> leftAlone = new ArrayList<>();

    FolderMerge(Folder folder, CompactionWorkspace workspace, SortedCopy copy) {
        this.folder = folder;
        this.workspace = workspace;
        this.copy = copy;
    }

    /** The files whose rows are in the target now; none if there was nothing to gain. */
    List<TableFolder.Entry> into(org.apache.flink.core.fs.Path target)
            throws IOException, SQLException {
        try {
            look();
            try {
                return merge(target);
            } catch (SQLException e) {
                if (!leaveDamagedAlone()) {
                    throw e;
                }
                return merge(target);
            }
        } finally {
            workspace.discard(List.copyOf(readable.values()));
        }
    }

    private List<TableFolder.Entry> merge(org.apache.flink.core.fs.Path target)
            throws IOException, SQLException {
        List<TableFolder.Entry> merged = List.copyOf(readable.keySet());
        if (new Folder(folder.table(), folder.name(), merged).isCompact()) {
            return List.of();
        }
        Path file = workspace.newFile();
        copy.write(List.copyOf(readable.values()), file);
        workspace.deliver(file, target, merged.get(merged.size() - 1).modifiedAt());
        return merged;
    }

    /** Whether there was one: a footer may be whole where rows are not. */
    private boolean leaveDamagedAlone() throws IOException, SQLException {
        boolean found = false;
        for (TableFolder.Entry file : List.copyOf(readable.keySet())) {
            Optional<String> why = DamagedFiles.whyDamaged(readable.get(file));
            if (why.isPresent()) {
                found = true;
                leftAlone.add(file.path().getName() + " cannot be read: " + why.get());
                workspace.discard(List.of(readable.remove(file)));
            }
        }
        return found;
    }

    /** Which files were left alone, and why; empty if none was. */
    String note() {
        return leftAlone.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%d left alone: %s%s",
                        leftAlone.size(),
                        leftAlone.get(0),
                        leftAlone.size() > 1 ? ", and others" : "");
    }

    private void look() throws IOException {
        for (TableFolder.Entry file : folder.files()) {
            Path path = workspace.read(file);
            Optional<String> why = copy.whyNot(path);
            if (why.isPresent()) {
                leftAlone.add(file.path().getName() + " " + why.get());
                workspace.discard(List.of(path));
            } else {
                readable.put(file, path);
            }
        }
    }
}
