package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.hyperliquid.FeedPhase;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.MessageDecoder;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsRemoval;

/**
 * Takes frames from the queue and decodes them, for all coins of a reader over their one
 * connection, and lets time pass for it at least four times a second.
 */
final class WebSocketSplitReader implements SplitReader<FeedSignal, SymbolSplit> {

    private static final int MAX_FRAMES_PER_FETCH = 500;
    private static final int MAX_BYTES_PER_FETCH = 1 << 20;
    private static final int MAX_HELD_SIGNALS = 10_000;
    private static final int WAIT_MILLIS = 100;

    private final FeedSettings settings;
    private final FrameQueue queue;
    private final TimeSource time;
    private final FeedTime feedTime;
    private final FeedMetrics metrics;
    private final MessageDecoder decoder;
    private final SignalRouter router;
    private final ExchangeSession session;
    private final ExchangeConnection connection;

    WebSocketSplitReader(
            FeedSettings settings,
            WebSocketTransport transport,
            FrameQueue queue,
            TimeSource time,
            FeedMetrics metrics) {
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
        session = new ExchangeSession(settings, feedTime, router);
        connection = new ExchangeConnection(settings, transport, queue, time, session, router);
    }

    @Override
    public RecordsWithSplitIds<FeedSignal> fetch() throws IOException {
        if (queue.depth() == 0) {
            feedTime.onWall(time.epochMicros());
        }
        connection.advance(time.elapsedMillis());
        try {
            if (router.held() < MAX_HELD_SIGNALS) {
                drain();
            } else {
                queue.awaitWakeUp(WAIT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for frames");
        }
        return router.take();
    }

    private void drain() throws InterruptedException {
        int bytes = 0;
        Incoming next = queue.poll(WAIT_MILLIS);
        for (int n = 1; next != null; n++) {
            handle(next);
            bytes += next.size();
            if (n == MAX_FRAMES_PER_FETCH || bytes >= MAX_BYTES_PER_FETCH) {
                return;
            }
            next = queue.poll(0);
        }
        feedTime.onWall(time.epochMicros());
        tick();
    }

    private void handle(Incoming incoming) {
        long now = time.elapsedMillis();
        if (incoming instanceof Incoming.Frame frame) {
            onFrame(frame, now);
        } else if (incoming instanceof Incoming.Opened) {
            connection.onOpened(now);
        } else if (incoming instanceof Incoming.Closed closed) {
            connection.onClosed(closed.code(), closed.reason(), now);
        }
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
            change.splits().forEach(this::add);
        } else if (change instanceof SplitsRemoval) {
            change.splits().forEach(this::remove);
        } else {
            throw new UnsupportedOperationException("Unknown change of splits: " + change);
        }
    }

    private void add(SymbolSplit split) {
        String symbol = split.symbol();
        router.add(symbol);
        session.want(symbol);
        settings.subscriptionsOf(symbol).forEach(decoder::expect);
        if (symbol.equals(SymbolSplit.NO_COIN)) {
            return;
        }
        if (split.state().phase() != FeedPhase.NEW) {
            // What came after the checkpoint is unknown, so the resend has to decide.
            router.tell(symbol, new FeedSignal.Disconnected(feedTime.now(), "restarted"));
        }
        if (connection.isOpen()) {
            router.tell(symbol, new FeedSignal.Connected(feedTime.now()));
        }
    }

    private void remove(SymbolSplit split) {
        router.remove(split.symbol());
        session.forget(split.symbol());
    }

    @Override
    public void pauseOrResumeSplits(
            Collection<SymbolSplit> toPause, Collection<SymbolSplit> toResume) {
        router.pause(symbolsOf(toPause), symbolsOf(toResume));
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
    }
}
