package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.net.JavaWebSocketTransport;
import dev.candlewick.sources.net.SystemTimeSource;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/** Reads the coins of one subtask over one connection. */
final class WebSocketSourceReader
        extends SingleThreadMultiplexSourceReaderBase<
                FeedSignal, FeedEvent, SymbolSplit, SymbolSplitState> {

    private final long outOfOrdernessMicros;

    private WebSocketSourceReader(
            Supplier<SplitReader<FeedSignal, SymbolSplit>> splitReader,
            long outOfOrdernessMicros,
            SourceReaderContext context) {
        super(splitReader, new FeedRecordEmitter(), context.getConfiguration(), context);
        this.outOfOrdernessMicros = outOfOrdernessMicros;
    }

    static WebSocketSourceReader create(FeedSettings settings, SourceReaderContext context) {
        FeedSettings own = settings.shareOf(context.currentParallelism());
        TimeSource time = new SystemTimeSource();
        FrameQueue queue = new FrameQueue(own.queue().frames(), own.queue().bytes());
        FeedMetrics metrics = new FeedMetrics(context.metricGroup(), queue, time);
        WebSocketTransport transport =
                new JavaWebSocketTransport(
                        own.uri(), own.policy().connectTimeout(), own.queue().bytes());
        return new WebSocketSourceReader(
                () -> new WebSocketSplitReader(own, transport, queue, time, metrics),
                own.outOfOrdernessMicros(),
                context);
    }

    @Override
    protected void onSplitFinished(Map<String, SymbolSplitState> finished) {
        // The feed has ended for all coins at once; there is nothing to ask for.
    }

    @Override
    protected SymbolSplitState initializedState(SymbolSplit split) {
        return new SymbolSplitState(split, outOfOrdernessMicros);
    }

    @Override
    protected SymbolSplit toSplitType(String splitId, SymbolSplitState state) {
        return state.toSplit();
    }
}
