package dev.candlewick.job.lakereplay;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Reads the lake, in the fetcher thread. */
final class LakeReplayReader implements SplitReader<LakeEvents.Batch, LakeReplaySplit> {

    private final LakeSpan span;
    private final LakeReplayProgress progress;
    private final Queue<LakeReplaySplit> waiting = new ArrayDeque<>();
    private LakeEvents events;
    private String splitId;

    LakeReplayReader(LakeSpan span, LakeReplayProgress progress) {
        this.span = span;
        this.progress = progress;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<LakeReplaySplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("lakes are only ever added: " + change);
        }
        waiting.addAll(change.splits());
    }

    @Override
    public RecordsWithSplitIds<LakeEvents.Batch> fetch() throws IOException {
        try {
            return fetchNext();
        } catch (SQLException e) {
            throw new IOException("The lake cannot be read: " + e.getMessage(), e);
        }
    }

    private RecordsWithSplitIds<LakeEvents.Batch> fetchNext() throws IOException, SQLException {
        if (events == null) {
            LakeReplaySplit split = waiting.remove();
            splitId = split.splitId();
            events = new LakeEvents(span, split);
        }
        LakeEvents.Batch batch = events.next();
        progress.reached(batch.reached().day());
        RecordsBySplits.Builder<LakeEvents.Batch> records = new RecordsBySplits.Builder<>();
        records.add(splitId, batch);
        if (batch.isLast()) {
            records.addFinishedSplit(splitId);
            close();
        }
        return records.build();
    }

    @Override
    public void wakeUp() {
        // A batch is read in milliseconds, so there is nothing to wake.
    }

    @Override
    public void close() throws IOException {
        if (events != null) {
            events.close();
            events = null;
        }
    }
}
