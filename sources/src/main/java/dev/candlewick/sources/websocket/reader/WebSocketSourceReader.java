package dev.candlewick.sources.websocket.reader;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.net.SystemTimeSource;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.enumerator.Decision;
import dev.candlewick.sources.websocket.enumerator.Leave;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import dev.candlewick.sources.websocket.split.WebSocketSplitSerializer;
import dev.candlewick.sources.websocket.split.WebSocketSplitState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.core.io.InputStatus;

/** Reads the coins of one subtask over one connection. */
public final class WebSocketSourceReader
        extends SingleThreadMultiplexSourceReaderBase<
                Step, FeedEvent, WebSocketSplit, WebSocketSplitState> {

    private final WebSocketSplitSerializer splits = new WebSocketSplitSerializer();
    private final Queue<Decision> decisions = new ArrayDeque<>();
    private final Receiving receiving;
    private final FeedSettings settings;
    private final LeavingSymbols leaving;
    private final Map<String, WebSocketSplit> left = new HashMap<>();
    private final NavigableMap<Long, Map<String, JournalPosition>> checkpoints = new TreeMap<>();

    private WebSocketSourceReader(
            Supplier<SplitReader<Step, WebSocketSplit>> splitReader,
            Receiving receiving,
            LeavingSymbols leaving,
            FeedSettings settings,
            SourceReaderContext context) {
        super(splitReader, new WebSocketRecordEmitter(), context.getConfiguration(), context);
        this.receiving = receiving;
        this.leaving = leaving;
        this.settings = settings;
    }

    public static WebSocketSourceReader create(FeedSettings settings, SourceReaderContext context) {
        int readers = context.currentParallelism();
        FeedSettings own = settings.shareOf(readers);
        TimeSource time = new SystemTimeSource();
        FeedMetrics metrics = new FeedMetrics(context.metricGroup(), time);
        Receiving receiving =
                new Receiving(own, time, metrics, context.getIndexOfSubtask(), readers);
        LeavingSymbols leaving = new LeavingSymbols();
        return new WebSocketSourceReader(
                () -> new WebSocketSplitReader(own, receiving.reception(), time, metrics, leaving),
                receiving,
                leaving,
                own,
                context);
    }

    /** Those of a checkpoint come before the start. */
    @Override
    public void addSplits(List<WebSocketSplit> added) {
        receiving.begin(added.stream().map(WebSocketSplit::symbol).toList());
        super.addSplits(added);
    }

    @Override
    public void start() {
        receiving.begin(List.of()).thread().start();
        super.start();
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            receiving.end();
        }
    }

    @Override
    public List<WebSocketSplit> snapshotState(long checkpointId) {
        List<WebSocketSplit> read = super.snapshotState(checkpointId);
        checkpoints.put(
                checkpointId,
                read.stream()
                        .collect(
                                Collectors.toMap(
                                        WebSocketSplit::symbol, WebSocketSplit::position)));
        // The enumerator may have taken its part of this checkpoint before it heard of these.
        List<WebSocketSplit> all = new ArrayList<>(read);
        all.addAll(left.values());
        return all;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        Map<String, JournalPosition> positions = checkpoints.get(checkpointId);
        checkpoints.headMap(checkpointId, true).clear();
        FrameJournal journal = receiving.reception().journal();
        if (journal != null && positions != null) {
            journal.completed(positions);
        }
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof Leave leave) {
            leaving.ask(leave.symbols());
        } else if (event instanceof Leave.Acknowledged kept) {
            left.remove(kept.symbol());
        } else if (event instanceof Decision decision) {
            decisions.add(decision);
        } else {
            super.handleSourceEvents(event);
        }
    }

    /** The fetcher hands something over several times a second, so a decision does not wait. */
    @Override
    public InputStatus pollNext(ReaderOutput<FeedEvent> output) throws Exception {
        Decision decision = decisions.poll();
        if (decision == null) {
            return super.pollNext(output);
        }
        for (Standing standing : decision.standings()) {
            output.collect(FeedEvent.data(WebSocketSplit.NO_COIN, standing, standing.chosenAt()));
        }
        context.sendSourceEventToCoordinator(new Decision.Emitted(decision.number()));
        return InputStatus.MORE_AVAILABLE;
    }

    /** Either the feed has ended for all coins, or some are collected no more. */
    @Override
    protected void onSplitFinished(Map<String, WebSocketSplitState> finished) {
        finished.forEach(
                (symbol, state) -> {
                    if (leaving.hasEnded(symbol)) {
                        WebSocketSplit split = state.toSplit().withoutPosition();
                        left.put(symbol, split);
                        context.sendSourceEventToCoordinator(
                                new Leave.Done(symbol, bytesOf(split)));
                    }
                });
    }

    private byte[] bytesOf(WebSocketSplit split) {
        try {
            return splits.serialize(split);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    @Override
    protected WebSocketSplitState initializedState(WebSocketSplit split) {
        return new WebSocketSplitState(split, settings.outOfOrdernessMicros());
    }

    @Override
    protected WebSocketSplit toSplitType(String splitId, WebSocketSplitState state) {
        return state.toSplit();
    }
}
