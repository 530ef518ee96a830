package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.parquet.TableFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the rows of one folder into one file; leaves alone what it cannot be sure to understand.
 */
final class FolderMerge {

    private final Folder folder;
    private final Workplace workplace;
    private final SortedCopy copy;
    private final Map<TableFolder.Entry, Path> readable = new LinkedHashMap<>();
    private final List<String> leftAlone = new ArrayList<>();

    FolderMerge(Folder folder, Workplace workplace, SortedCopy copy) {
        this.folder = folder;
        this.workplace = workplace;
        this.copy = copy;
    }

    /** The files whose rows are in the target now; none if there was nothing to gain. */
    List<TableFolder.Entry> into(org.apache.flink.core.fs.Path target)
            throws IOException, SQLException {
        try {
            look();
            List<TableFolder.Entry> merged = List.copyOf(readable.keySet());
            if (new Folder(folder.table(), folder.name(), merged).isCompact()) {
                return List.of();
            }
            Path file = workplace.newFile();
            copy.write(List.copyOf(readable.values()), file);
            workplace.deliver(file, target, merged.get(merged.size() - 1).modifiedAt());
            return merged;
        } finally {
            workplace.discard(List.copyOf(readable.values()));
        }
    }

    /** Which files were left alone, and why; empty if none was. */
    String note() {
        return leftAlone.isEmpty()
                ? ""
                : "%d left alone: %s%s"
                        .formatted(
                                leftAlone.size(),
                                leftAlone.get(0),
                                leftAlone.size() > 1 ? ", and others" : "");
    }

    private void look() throws IOException {
        for (TableFolder.Entry file : folder.files()) {
            Path path = workplace.read(file);
            Optional<String> why = copy.whyNot(path);
            if (why.isPresent()) {
                leftAlone.add(file.path().getName() + " " + why.get());
                workplace.discard(List.of(path));
            } else {
                readable.put(file, path);
            }
        }
    }
}
