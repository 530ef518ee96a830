package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.MessageDecoder;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsRemoval;

/**
 * Takes frames from the queue, records and decodes them, for all coins of a reader over their one
 * connection, and lets time pass for it at least four times a second.
 */
final class WebSocketSplitReader implements SplitReader<Step, SymbolSplit> {

    private static final int MAX_FRAMES_PER_FETCH = 500;
    private static final int MAX_BYTES_PER_FETCH = 1 << 20;
    private static final int MAX_HELD_STEPS = 10_000;
    private static final int WAIT_MILLIS = 100;

    private final FeedSettings settings;
    private final FrameQueue queue;
    private final TimeSource time;
    private final FeedTime feedTime;
    private final FeedMetrics metrics;
    private final MessageDecoder decoder;
    private final Recorder recorder;
    private final JournalRestore restore;
    private final SignalRouter router;
    private final Outbox outbox = new Outbox();
    private final ExchangeSession session;
    private final ExchangeConnection connection;

    /**
     * @param journal null if there is none
     */
    WebSocketSplitReader(
            FeedSettings settings,
            WebSocketTransport transport,
            FrameQueue queue,
            TimeSource time,
            FeedMetrics metrics,
            FrameJournal journal) {
        this.settings = settings;
        this.queue = queue;
        this.time = time;
        this.metrics = metrics;
        feedTime = new FeedTime(settings.clock());
        // Times ahead of the wall clock are refused by whichever clock the feed goes: one of them
        // would run the exchange's clock, and with it the bars, into the future.
        ValidationRules rules = new ValidationRules(settings.maxPrice(), true);
        decoder = new MessageDecoder(settings.address(), Origin.STREAM, rules);
        router = new SignalRouter(feedTime, metrics);
        recorder = new Recorder(journal, time);
        restore = new JournalRestore(journal, decoder, feedTime, metrics, outbox);
        ConnectionEvents events = new RecordedEvents(recorder, router);
        session = new ExchangeSession(settings, feedTime, events);
        connection = new ExchangeConnection(settings, transport, queue, time, session, events);
    }

    @Override
    public RecordsWithSplitIds<Step> fetch() throws IOException {
        try {
            if (outbox.held() >= MAX_HELD_STEPS) {
                queue.awaitWakeUp(WAIT_MILLIS);
                keepUp();
            } else if (isRestored()) {
                keepUp();
                drain();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for frames");
        }
        Set<String> ending = router.ending();
        RecordsWithSplitIds<Step> taken = outbox.take(ending);
        taken.finishedSplits().forEach(router::remove);
        return taken;
    }

    /** Goes on with restoring splits; those that are done are connected. */
    private boolean isRestored() throws IOException {
        if (!restore.isDone()) {
            Set<String> restored = restore.advance();
            feedTime.onWall(time.epochMicros());
            restored.forEach(this::join);
            if (!restored.isEmpty()) {
                recorder.carry(router.splits());
            }
        }
        return restore.isDone();
    }

    private void keepUp() {
        if (queue.depth() == 0) {
            feedTime.onWall(time.epochMicros());
        }
        connection.advance(time.elapsedMillis());
        recorder.advance();
        commit(recorder.position());
    }

    private void drain() throws InterruptedException {
        List<Incoming> batch = nextBatch();
        List<JournalPosition> positions = recorder.record(batch);
        for (int n = 0; n < batch.size(); n++) {
            handle(batch.get(n), positions.get(n));
        }
        if (queue.depth() == 0) {
            feedTime.onWall(time.epochMicros());
            tick();
            commit(recorder.position());
        }
    }

    /** What is waiting, so that it is recorded in one go; at least waits for something. */
    private List<Incoming> nextBatch() throws InterruptedException {
        List<Incoming> batch = new ArrayList<>();
        int bytes = 0;
        Incoming next = queue.poll(WAIT_MILLIS);
        while (next != null) {
            batch.add(next);
            bytes += next.size();
            boolean full = batch.size() == MAX_FRAMES_PER_FETCH || bytes >= MAX_BYTES_PER_FETCH;
            next = full ? null : queue.poll(0);
        }
        return batch;
    }

    private void handle(Incoming incoming, JournalPosition after) {
        long now = time.elapsedMillis();
        if (incoming instanceof Incoming.Frame frame) {
            onFrame(frame, now);
            commit(after);
        } else if (incoming instanceof Incoming.Opened) {
            connection.onOpened(now);
            commit(after);
        } else if (incoming instanceof Incoming.Closed closed) {
            connection.onClosed(closed.code(), closed.reason(), now);
            commit(recorder.position());
        }
    }

    /** What was said until now leaves the splits it was about at a place in the journal. */
    private void commit(JournalPosition after) {
        router.takeSignals()
                .forEach((symbol, signals) -> outbox.add(symbol, new Step(signals, after)));
    }

    private void onFrame(Incoming.Frame frame, long now) {
        metrics.onFrame(frame.size());
        feedTime.onWall(frame.receivedAt());
        for (Message message : decoder.decode(frame.payload(), frame.receivedAt())) {
            feedTime.onExchange(message.exchangeTime());
            connection.onMessage(message, now);
        }
        tick();
    }

    private void tick() {
        if (feedTime.takeTick()) {
            router.onTick();
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<SymbolSplit> change) {
        feedTime.onWall(time.epochMicros());
        if (change instanceof SplitsAddition) {
            change.splits().forEach(this::restore);
        } else if (change instanceof SplitsRemoval) {
            change.splits().forEach(this::remove);
        } else {
            throw new UnsupportedOperationException("Unknown change of splits: " + change);
        }
    }

    /** Frames in the journal may need to know already what is subscribed. */
    private void restore(SymbolSplit split) {
        settings.subscriptionsOf(split.symbol()).forEach(decoder::expect);
        restore.add(split);
    }

    private void join(String symbol) {
        router.add(symbol);
        if (connection.isOpen() && !symbol.equals(SymbolSplit.NO_COIN)) {
            router.tell(symbol, new FeedSignal.Connected(feedTime.now()));
        }
        session.want(symbol);
    }

    private void remove(SymbolSplit split) {
        String symbol = split.symbol();
        restore.remove(symbol);
        router.remove(symbol);
        outbox.forget(symbol);
        session.forget(symbol);
    }

    @Override
    public void pauseOrResumeSplits(
            Collection<SymbolSplit> toPause, Collection<SymbolSplit> toResume) {
        outbox.pause(symbolsOf(toPause), symbolsOf(toResume));
    }

    private static List<String> symbolsOf(Collection<SymbolSplit> splits) {
        return splits.stream().map(SymbolSplit::symbol).toList();
    }

    @Override
    public void wakeUp() {
        queue.wakeUp();
    }

    @Override
    public void close() {
        connection.close();
        recorder.close();
    }
}
