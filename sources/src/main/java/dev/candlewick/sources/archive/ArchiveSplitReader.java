package dev.candlewick.sources.archive;

import dev.candlewick.sources.hyperliquid.ValidationRules;
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
    private final ValidationRules rules;
    private final Pause pause;
    private final ArchiveProgress progress;
    private final Queue<ArchiveSplit> waiting =
            new PriorityQueue<>(Comparator.comparingInt(ArchiveSplit::index));
    private String splitId;
    private StepReader current;

    ArchiveSplitReader(
            ArchiveStatus status, ValidationRules rules, Pause pause, ArchiveProgress progress) {
        this.status = status;
        this.rules = rules;
        this.pause = pause;
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
        RecordsBySplits.Builder<ArchiveRecord> records = new RecordsBySplits.Builder<>();
        if (current == null) {
            ArchiveSplit split = waiting.remove();
            splitId = split.splitId();
            if (split.position().isEnded()) {
                records.addFinishedSplit(splitId);
                return records.build();
            }
            current = open(split);
        }
        ArchiveRecord record = current.next();
        records.add(splitId, record);
        if (record.reached().position().isEnded()) {
            records.addFinishedSplit(splitId);
            close();
            progress.object();
        }
        return records.build();
    }

    private StepReader open(ArchiveSplit split) {
        return split.kind() == ArchiveSplit.Kind.OBJECT
                ? new ObjectReader(split, status, rules, pause, progress)
                : StepReader.ofStatus(split, status);
    }

    @Override
    public void wakeUp() {
        pause.wakeUp();
    }

    @Override
    public void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
