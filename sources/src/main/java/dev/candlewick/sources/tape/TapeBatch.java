package dev.candlewick.sources.tape;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/** Some steps of a tape on their way from the fetcher to the thread of the task. */
final class TapeBatch implements RecordsWithSplitIds<TapeRecord> {

    private final String splitId;
    private final boolean finished;
    private final Iterator<TapeRecord> records;
    private boolean taken;

    TapeBatch(String splitId, List<TapeRecord> records, boolean finished) {
        this.splitId = splitId;
        this.records = records.iterator();
        this.finished = finished;
    }

    @Override
    public String nextSplit() {
        String next = taken || !records.hasNext() ? null : splitId;
        taken = true;
        return next;
    }

    @Override
    public TapeRecord nextRecordFromSplit() {
        return records.hasNext() ? records.next() : null;
    }

    @Override
    public Set<String> finishedSplits() {
        return finished ? Set.of(splitId) : Set.of();
    }
}
