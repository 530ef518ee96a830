package dev.candlewick.sources.replay;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.ScannedTrades;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/**
 * Decoded frames, in order, on their way from the fetcher to the thread of the task: one record for
 * Flink, so that handing a frame over costs next to nothing.
 *
 * <p>Signals are added first, then the step that they belong to.
 */
final class ReplayBatch implements RecordsWithSplitIds<ReplayBatch>, ScannedTrades.Receiver {

    private final String splitId;
    private final List<FeedSignal> signals = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final ScannedTrades trades;
    private boolean finished;
    private boolean splitTaken;
    private boolean batchTaken;

    /**
     * @param expectedTrades how many there may be, at least one; more are taken too
     */
    ReplayBatch(String splitId, int expectedTrades) {
        this.splitId = splitId;
        this.trades = new ScannedTrades(expectedTrades);
    }

    /** What a step is. */
    enum Kind {
        /** A frame whose receive time was recorded. */
        TIMED_FRAME,
        /** A frame at the newest exchange time so far. */
        UNTIMED_FRAME,
        /** A file is read to its end; signals say how it is damaged. */
        END_OF_FILE,
        /** All files are read to their end. */
        END
    }

    /**
     * @param file which one it came from
     * @param receivedAt by the clock of the recording
     * @param end where in the signals of the batch its own end
     */
    record Step(Kind kind, int file, long receivedAt, int end) {}

    @Override
    public void accept(FeedSignal signal) {
        signals.add(signal);
    }

    @Override
    public ScannedTrades trades() {
        return trades;
    }

    void add(Kind kind, int file, long receivedAt) {
        steps.add(new Step(kind, file, receivedAt, signals.size()));
    }

    List<FeedSignal> signals() {
        return signals;
    }

    List<Step> steps() {
        return steps;
    }

    /** Nothing follows. */
    void finish() {
        finished = true;
    }

    @Override
    public String nextSplit() {
        String next = splitTaken || steps.isEmpty() ? null : splitId;
        splitTaken = true;
        return next;
    }

    @Override
    public ReplayBatch nextRecordFromSplit() {
        ReplayBatch next = batchTaken ? null : this;
        batchTaken = true;
        return next;
    }

    @Override
    public Set<String> finishedSplits() {
        return finished ? Set.of(splitId) : Set.of();
    }
}
