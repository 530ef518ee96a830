package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsRemoval;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** A reader and the states of its splits over a transport and a clock that the test drives. */
final class FeedUnderTest implements AutoCloseable {

    final TestingTransport transport = new TestingTransport();
    final TestingTimeSource time = new TestingTimeSource();
    final Set<String> finished = new HashSet<>();

    private final Map<String, SymbolSplitState> splits = new HashMap<>();
    private final List<FeedEvent> events = new ArrayList<>();
    private final FeedSettings settings;
    private final WebSocketSplitReader reader;

    FeedUnderTest(WebSocketSourceBuilder source, String... symbols) {
        settings = source.url("ws://localhost:1").symbols("any").build().settings();
        FrameQueue queue = new FrameQueue(settings.queue().frames(), settings.queue().bytes());
        FeedMetrics metrics =
                new FeedMetrics(
                        UnregisteredMetricsGroup.createSourceReaderMetricGroup(), queue, time);
        reader = new WebSocketSplitReader(settings, transport, queue, time, metrics);
        for (String symbol : symbols) {
            add(SymbolSplit.fresh(symbol));
        }
    }

    void add(SymbolSplit split) {
        splits.put(split.splitId(), new SymbolSplitState(split, settings.outOfOrdernessMicros()));
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

    SymbolSplit snapshot(String symbol) {
        return splits.get(symbol).toSplit();
    }

    /** Connects; what the client sends at once is left to be asked for. */
    TestingTransport.Peer connect() {
        run();
        TestingTransport.Peer peer = transport.peer();
        peer.accept();
        run();
        run();
        return peer;
    }

    /** Lets the time pass in steps as small as the reader's own. */
    void pass(Duration duration) {
        for (long left = duration.toMillis(); left > 0; left -= 250) {
            time.pass(Duration.ofMillis(Math.min(left, 250)));
            run();
        }
    }

    /** One round of the fetcher's thread, and of the task's. */
    void run() {
        reader.wakeUp();
        try {
            emit(reader.fetch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void emit(RecordsWithSplitIds<FeedSignal> records) {
        FeedRecordEmitter emitter = new FeedRecordEmitter();
        for (String split = records.nextSplit(); split != null; split = records.nextSplit()) {
            FeedSignal signal = records.nextRecordFromSplit();
            while (signal != null) {
                emitter.emitRecord(signal, new Output(), splits.get(split));
                signal = records.nextRecordFromSplit();
            }
        }
        finished.addAll(records.finishedSplits());
    }

    /** The events since this was last asked, without those that only tell the time. */
    List<FeedEvent> takeEvents() {
        List<FeedEvent> taken =
                events.stream().filter(e -> e.kind() != FeedEvent.Kind.TIME).toList();
        events.clear();
        return taken;
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
