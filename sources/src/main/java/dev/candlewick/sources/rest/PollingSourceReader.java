package dev.candlewick.sources.rest;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/** Reads the split if it is given it; otherwise it idles. */
final class PollingSourceReader<T, C>
        extends SingleThreadMultiplexSourceReaderBase<
                PollStep<T, C>, T, CursorSplit<C>, CursorState<C>> {

    PollingSourceReader(
            Supplier<SplitReader<PollStep<T, C>, CursorSplit<C>>> splitReader,
            SourceReaderContext context) {
        super(splitReader, new StepEmitter<>(), context.getConfiguration(), context);
    }

    @Override
    protected void onSplitFinished(Map<String, CursorState<C>> finished) {
        // There is only this one.
    }

    @Override
    protected CursorState<C> initializedState(CursorSplit<C> split) {
        return new CursorState<>(split);
    }

    @Override
    protected CursorSplit<C> toSplitType(String splitId, CursorState<C> state) {
        return state.toSplit();
    }
}
