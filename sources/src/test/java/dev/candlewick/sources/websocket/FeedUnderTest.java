package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
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
class FeedUnderTest implements AutoCloseable {

    final Set<String> finished = new HashSet<>();

    private final Map<String, SymbolSplitState> splits = new HashMap<>();
    private final List<FeedEvent> events = new ArrayList<>();
    private final FeedSettings settings;
    private final FrameQueue queue;
    private final WebSocketSplitReader reader;
    private final FrameJournal journal;

    FeedUnderTest(FeedSettings settings, WebSocketTransport transport, TimeSource time) {
        this.settings = settings;
        queue = new FrameQueue(settings.queue().frames(), settings.queue().bytes());
        FeedMetrics metrics =
                new FeedMetrics(
                        UnregisteredMetricsGroup.createSourceReaderMetricGroup(), queue, time);
        journal =
                settings.journal() == null
                        ? null
                        : new FrameJournal(settings.journal(), settings.address(), metrics);
        reader = new WebSocketSplitReader(settings, transport, queue, time, metrics, journal);
    }

    FrameQueue queue() {
        return queue;
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

    /** Keeps the next round from waiting for frames. */
    void wakeUp() {
        reader.wakeUp();
    }

    /** One round of the fetcher's thread, and of the task's. */
    final void run() {
        try {
            emit(reader.fetch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void emit(RecordsWithSplitIds<Step> records) {
        FeedRecordEmitter emitter = new FeedRecordEmitter();
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
    void completeCheckpoint(List<SymbolSplit> splits) {
        journal.completed(
                splits.stream()
                        .collect(Collectors.toMap(SymbolSplit::symbol, SymbolSplit::position)));
    }

    /** The events since this was last asked, without those that only tell the time. */
    List<FeedEvent> takeEvents() {
        List<FeedEvent> taken =
                events.stream().filter(e -> e.kind() != FeedEvent.Kind.TIME).toList();
        events.clear();
        return taken;
    }

    /** Everything so far. */
    List<FeedEvent> events() {
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
