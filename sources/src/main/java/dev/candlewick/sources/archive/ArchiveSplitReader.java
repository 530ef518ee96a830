package dev.candlewick.sources.archive;

import dev.candlewick.sources.net.WakeableSleep;
import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Reads and decodes, in the fetcher thread, one split after another. */
final class ArchiveSplitReader implements SplitReader<ArchiveRecord, ArchiveSplit> {

    private final ArchiveStatus status;
    private final ArchiveRules rules;
    private final WakeableSleep retryDelay = new WakeableSleep();
    private final ArchiveProgress progress;
    private final Queue<ArchiveSplit> waiting =
            new PriorityQueue<>(Comparator.comparingInt(ArchiveSplit::index));
    private String splitId;
    private ObjectReader current;

    ArchiveSplitReader(ArchiveStatus status, ArchiveRules rules, ArchiveProgress progress) {
        this.status = status;
        this.rules = rules;
        this.progress = progress;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ArchiveSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("objects are only ever added: " + change);
        }
        waiting.addAll(change.splits());
    }

    @Override
    public RecordsWithSplitIds<ArchiveRecord> fetch() throws IOException {
        if (current == null) {
            ArchiveSplit split = waiting.remove();
            splitId = split.splitId();
            if (split.position().isEnded()) {
                return records(null);
            }
            if (split.kind() != ArchiveSplit.Kind.OBJECT) {
                return records(status.record(split));
            }
            current = new ObjectReader(split, status, rules, retryDelay, progress);
        }
        return records(current.next());
    }

    /** Finishes the split unless the record leaves some of it. */
    private RecordsWithSplitIds<ArchiveRecord> records(ArchiveRecord record) throws IOException {
        RecordsBySplits.Builder<ArchiveRecord> records = new RecordsBySplits.Builder<>();
        if (record != null) {
            records.add(splitId, record);
        }
        if (record == null || record.reached().position().isEnded()) {
            records.addFinishedSplit(splitId);
            if (current != null) {
                close();
                progress.object();
            }
        }
        return records.build();
    }

    @Override
    public void wakeUp() {
        retryDelay.wakeUp();
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
