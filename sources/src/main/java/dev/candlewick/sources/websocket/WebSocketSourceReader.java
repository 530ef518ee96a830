package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.net.JavaWebSocketTransport;
import dev.candlewick.sources.net.SystemTimeSource;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

/** Reads the coins of one subtask over one connection. */
final class WebSocketSourceReader
        extends SingleThreadMultiplexSourceReaderBase<
                Step, FeedEvent, SymbolSplit, SymbolSplitState> {

    private final long outOfOrdernessMicros;
    private final FrameJournal journal;
    private final NavigableMap<Long, Map<String, JournalPosition>> checkpoints = new TreeMap<>();

    private WebSocketSourceReader(
            Supplier<SplitReader<Step, SymbolSplit>> splitReader,
            FrameJournal journal,
            long outOfOrdernessMicros,
            SourceReaderContext context) {
        super(splitReader, new FeedRecordEmitter(), context.getConfiguration(), context);
        this.journal = journal;
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
        FrameJournal journal =
                own.journal() == null
                        ? null
                        : new FrameJournal(own.journal(), own.address(), metrics);
        return new WebSocketSourceReader(
                () -> new WebSocketSplitReader(own, transport, queue, time, metrics, journal),
                journal,
                own.outOfOrdernessMicros(),
                context);
    }

    @Override
    public List<SymbolSplit> snapshotState(long checkpointId) {
        List<SymbolSplit> splits = super.snapshotState(checkpointId);
        checkpoints.put(
                checkpointId,
                splits.stream()
                        .collect(Collectors.toMap(SymbolSplit::symbol, SymbolSplit::position)));
        return splits;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        Map<String, JournalPosition> positions = checkpoints.get(checkpointId);
        checkpoints.headMap(checkpointId, true).clear();
        if (journal != null && positions != null) {
            journal.completed(positions);
        }
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
