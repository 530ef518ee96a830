package dev.candlewick.sinks.compaction;

import dev.candlewick.sinks.parquet.HiddenFiles;
import dev.candlewick.sinks.parquet.HiddenFiles.Reason;
import dev.candlewick.sinks.parquet.TableFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Removes from the folder of a table the files that no reader can need any more. */
record Cleaning(TableFolder folder, Retention retention) {

    /** Drops the unpublished files of a compaction that was killed; no reader has seen them. */
    void unpublished() throws IOException {
        HiddenFiles hidden = folder.hidden();
        List<HiddenFiles.Entry> left = hidden.of(Reason.UNPUBLISHED);
        if (!left.isEmpty()) {
            delete(left);
            folder.hide(hidden.next(hidden.of(Reason.REPLACED)));
        }
    }

    /** Drops the files whose rows are elsewhere; returns how many. */
    int replaced() throws IOException {
        HiddenFiles hidden = folder.hidden();
        List<HiddenFiles.Entry> dispensable = new ArrayList<>(hidden.of(Reason.REPLACED));
        dispensable.removeIf(file -> !isDispensable(file));
        if (!dispensable.isEmpty()) {
            delete(dispensable);
            List<HiddenFiles.Entry> kept = new ArrayList<>(hidden.entries());
            kept.removeAll(dispensable);
            folder.hide(hidden.next(kept));
        }
        folder.forgetLists(retention.now() - retention.keepReplaced().toMillis());
        return dispensable.size();
    }

    /** Drops the unfinished files of writers that died; returns how many. */
    int abandoned() throws IOException {
        int count = 0;
        for (TableFolder.Entry file : folder.files()) {
            if (file.isUnfinished() && retention.isAbandoned(file.modifiedAt())) {
                folder.delete(file.path());
                count++;
            }
        }
        return count;
    }

    private boolean isDispensable(HiddenFiles.Entry file) {
        return retention.isUnread(file.since()) && retention.isUnclaimed(file.since());
    }

    private void delete(List<HiddenFiles.Entry> files) throws IOException {
        for (HiddenFiles.Entry file : files) {
            folder.delete(folder.resolve(file.file()));
        }
    }
}
