package dev.candlewick.sources.splits;

import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/** Reads its splits in one fetcher thread, and requests a split when it has none. */
public final class SplitSourceReader<E, T, SplitT extends SourceSplit, StateT>
        extends SingleThreadMultiplexSourceReaderBase<E, T, SplitT, StateT> {

    private final Function<SplitT, StateT> initialState;
    private final Function<StateT, SplitT> snapshot;

    public SplitSourceReader(
            Supplier<SplitReader<E, SplitT>> splitReader,
            RecordEmitter<E, T, StateT> emitter,
            Function<SplitT, StateT> initialState,
            Function<StateT, SplitT> snapshot,
            SourceReaderContext context) {
        super(splitReader, emitter, context.getConfiguration(), context);
        this.initialState = initialState;
        this.snapshot = snapshot;
    }

    @Override
    public void start() {
        requestSplit();
    }

    @Override
    protected void onSplitFinished(Map<String, StateT> finished) {
        requestSplit();
    }

    private void requestSplit() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected StateT initializedState(SplitT split) {
        return initialState.apply(split);
    }

    @Override
    protected SplitT toSplitType(String splitId, StateT state) {
        return snapshot.apply(state);
    }
}
