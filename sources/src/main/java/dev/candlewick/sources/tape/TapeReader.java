package dev.candlewick.sources.tape;

import dev.candlewick.functions.model.FeedEvent;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/** Turns decoded frames into events, in the thread of the task. */
final class TapeReader
        extends SingleThreadMultiplexSourceReaderBase<TapeRecord, FeedEvent, TapeSplit, TapeFeeds> {

    private final long outOfOrderness;

    TapeReader(
            Supplier<SplitReader<TapeRecord, TapeSplit>> splitReader,
            SourceReaderContext context,
            long outOfOrderness) {
        super(splitReader, new TapeEmitter(), context.getConfiguration(), context);
        this.outOfOrderness = outOfOrderness;
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected TapeFeeds initializedState(TapeSplit split) {
        return new TapeFeeds(split, outOfOrderness);
    }

    @Override
    protected TapeSplit toSplitType(String splitId, TapeFeeds feeds) {
        return feeds.snapshot();
    }

    @Override
    protected void onSplitFinished(Map<String, TapeFeeds> finished) {
        context.sendSplitRequest();
    }
}
