package dev.candlewick.sources.websocket.reader;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.connection.FrameQueue;
import dev.candlewick.sources.websocket.receiver.EventsOfReader;
import dev.candlewick.sources.websocket.receiver.HandOver;
import dev.candlewick.sources.websocket.receiver.Receiver;
import dev.candlewick.sources.websocket.receiver.ReceiverThread;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import dev.candlewick.sources.websocket.split.WebSocketSplitState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsRemoval;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A reader and the states of its splits, whose threads are the test's own. */
public class FeedUnderTest implements AutoCloseable {

    public final Set<String> finished = new HashSet<>();

    private static final int WAIT_MILLIS = 100;

    private final Map<String, WebSocketSplitState> splits = new HashMap<>();
    private final List<FeedEvent> events = new ArrayList<>();
    private final FeedSettings settings;
    private final Receiver receiver;
    private final ReceiverThread thread;
    private final TimeSource time;
    private final FeedMetrics metrics;
    private WebSocketSplitReader reader;
    private final FrameJournal journal;
    private final LeavingSymbols leaving = new LeavingSymbols();

    public FeedUnderTest(FeedSettings settings, WebSocketTransport transport, TimeSource time) {
        this.settings = settings;
        metrics = new FeedMetrics(UnregisteredMetricsGroup.createSourceReaderMetricGroup(), time);
        journal =
                settings.journal() == null
                        ? null
                        : new FrameJournal(settings.journal(), settings.address(), metrics);
        receiver = new Receiver(settings, transport, time, journal, metrics);
        thread =
                new ReceiverThread(receiver, journal, new EventsOfReader(metrics), "never started");
        this.time = time;
        reader = reader(HandOver.NONE);
    }

    private WebSocketSplitReader reader(HandOver handOver) {
        return new WebSocketSplitReader(
                settings, new Reception(thread, handOver), time, metrics, leaving);
    }

    /** What a job that is restarted in its process does; splits have to be added again. */
    public final void handOver() {
        reader.close();
        splits.clear();
        reader = reader(receiver.handOver().orElse(HandOver.NONE));
    }

    /** The symbol is collected no more. */
    void leave(String symbol) {
        leaving.ask(List.of(symbol));
    }

    FrameQueue queue() {
        return receiver.queue();
    }

    public void add(WebSocketSplit split) {
        splits.put(
                split.splitId(), new WebSocketSplitState(split, settings.outOfOrdernessMicros()));
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(split)));
    }

    void remove(String symbol) {
        reader.handleSplitsChanges(new SplitsRemoval<>(List.of(splits.remove(symbol).toSplit())));
    }

    void pause(String symbol) {
        reader.pauseOrResumeSplits(List.of(splits.get(symbol).toSplit()), List.of());
    }

    void resume(String symbol) {
        reader.pauseOrResumeSplits(List.of(), List.of(splits.get(symbol).toSplit()));
    }

    public WebSocketSplit snapshot(String symbol) {
        return splits.get(symbol).toSplit();
    }

    /** Keeps the next round from waiting for frames. */
    public void wakeUp() {
        receiver.queue().wakeUp();
    }

    /** One round of the receiver's thread, of the fetcher's, and of the task's. */
    final void run() {
        receive();
        read();
    }

    /** One round of the receiver's thread. */
    public final void receive() {
        try {
            receiver.advance(WAIT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One round of the fetcher's thread, and of the task's. */
    public final void read() {
        reader.wakeUp();
        try {
            emit(reader.fetch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void emit(RecordsWithSplitIds<Step> records) {
        WebSocketRecordEmitter emitter = new WebSocketRecordEmitter();
        for (String split = records.nextSplit(); split != null; split = records.nextSplit()) {
            Step step = records.nextRecordFromSplit();
            while (step != null) {
                emitter.emitRecord(step, new Output(), splits.get(split));
                step = records.nextRecordFromSplit();
            }
        }
        finished.addAll(records.finishedSplits());
    }

    /** A checkpoint that holds these splits has completed. */
    void completeCheckpoint(List<WebSocketSplit> splits) {
        journal.completed(
                splits.stream()
                        .collect(
                                Collectors.toMap(
                                        WebSocketSplit::symbol, WebSocketSplit::position)));
    }

    /** The events since this was last asked, without those that only tell the time. */
    public List<FeedEvent> takeEvents() {
        List<FeedEvent> taken =
                events.stream().filter(e -> e.kind() != FeedEvent.Kind.TIME).toList();
        events.clear();
        return taken;
    }

    /** Everything so far. */
    public List<FeedEvent> events() {
        return List.copyOf(events);
    }

    /** The last event time told for a symbol. */
    long eventTimeOf(String symbol) {
        return events.stream()
                .filter(e -> e.symbol().equals(symbol) && e.kind() == FeedEvent.Kind.TIME)
                .mapToLong(FeedEvent::eventTime)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    @Override
    public void close() {
        reader.close();
        receiver.close();
    }

    private final class Output implements SourceOutput<FeedEvent> {

        @Override
        public void collect(FeedEvent event) {
            events.add(event);
        }

        @Override
        public void collect(FeedEvent event, long timestamp) {
            events.add(event);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            throw new UnsupportedOperationException("watermarks are given outside");
        }

        @Override
        public void markIdle() {
            throw new UnsupportedOperationException("watermarks are given outside");
        }

        @Override
        public void markActive() {
            throw new UnsupportedOperationException("watermarks are given outside");
        }
    }
}
