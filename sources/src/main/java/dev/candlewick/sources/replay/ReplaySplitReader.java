package dev.candlewick.sources.replay;

import dev.candlewick.sources.feed.FrameDecoder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;

/** Reads and decodes, in the fetcher thread. */
final class ReplaySplitReader implements SplitReader<ReplayBatch, ReplaySplit> {

    /** Few at first, so that a short recording comes in several steps, with checkpoints between. */
    private static final int FIRST_FRAMES = 500;

    /** Each batch may be longer by such a part than the one before. */
    private static final int GROWTH = 32;

    /** Enough that the trades of most symbols come as long runs. */
    private static final int MAX_FRAMES = 8_000;

    private static final int MAX_SIGNALS = 20_000;

    private final FrameDecoder.Factory venue;
    private final BigDecimal maxPrice;
    private final ReplayProgress progress;
    private final Queue<ReplaySplit> waiting = new ArrayDeque<>();
    private String splitId;
    private RecordedFiles files;
    private int frames = FIRST_FRAMES;
    private int expectedTrades = FIRST_FRAMES;

    ReplaySplitReader(FrameDecoder.Factory venue, BigDecimal maxPrice, ReplayProgress progress) {
        this.venue = venue;
        this.maxPrice = maxPrice;
        this.progress = progress;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ReplaySplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException("recordings are only ever added: " + change);
        }
        waiting.addAll(change.splits());
    }

    @Override
    public RecordsWithSplitIds<ReplayBatch> fetch() throws IOException {
        if (files == null) {
            ReplaySplit split = waiting.remove();
            files = RecordedFiles.open(split, venue, maxPrice, progress);
            splitId = split.splitId();
        }
        ReplayBatch batch = new ReplayBatch(splitId, expectedTrades);
        boolean goesOn = true;
        while (goesOn && batch.steps().size() < frames && batch.signals().size() < MAX_SIGNALS) {
            goesOn = files.next(batch);
        }
        files.showProgress();
        if (!goesOn) {
            close();
            batch.finish();
        }
        expectedTrades = Math.max(expectedTrades, batch.trades().length() + 1);
        frames = Math.min(MAX_FRAMES, frames + frames / GROWTH);
        return batch;
    }

    @Override
    public void wakeUp() {
        // A batch is read in milliseconds, so there is nothing to wake.
    }

    @Override
    public void close() throws IOException {
        if (files != null) {
            files.close();
            files = null;
        }
    }
}
