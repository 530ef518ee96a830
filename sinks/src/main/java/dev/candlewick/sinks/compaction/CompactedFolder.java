package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.parquet.TableFolder;
import java.util.List;

/**
 * What was done to one folder of a table.
 *
 * @param folder such as {@code date=2025-01-31}; empty for a table that has one folder
 * @param filesBefore how many files its rows were in
 * @param note why less was done than could be; empty if there is nothing to say
 */
public record CompactedFolder(
        String table,
        String folder,
        int filesBefore,
        long bytesBefore,
        int filesAfter,
        long bytesAfter,
        String note) {

    static CompactedFolder unchanged(Folder folder, String note) {
        return new CompactedFolder(
                folder.table(),
                folder.name(),
                folder.files().size(),
                folder.bytes(),
                folder.files().size(),
                folder.bytes(),
                note);
    }

    static CompactedFolder merged(
            Folder folder, List<TableFolder.Entry> merged, long bytes, String note) {
        long leftAlone = folder.bytes() - merged.stream().mapToLong(TableFolder.Entry::bytes).sum();
        return new CompactedFolder(
                folder.table(),
                folder.name(),
                folder.files().size(),
                folder.bytes(),
                folder.files().size() - merged.size() + 1,
                leftAlone + bytes,
                note);
    }
}
