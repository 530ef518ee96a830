package dev.candlewick.sources.websocket.reader;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedRouter;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FeedTime;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.recording.LineDecoder;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.receiver.Backlog;
import dev.candlewick.sources.websocket.receiver.HandOver;
import dev.candlewick.sources.websocket.receiver.Received;
import dev.candlewick.sources.websocket.receiver.Receiver;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsRemoval;

/**
 * Reads on, for all coins of a reader, what its receiver has received: from memory while it keeps
 * up, from the journal where it does not.
 */
final class WebSocketSplitReader implements SplitReader<Step, WebSocketSplit> {

    private static final int MAX_HELD_STEPS = 10_000;
    private static final int WAIT_MILLIS = 100;

    private final Receiver receiver;
    private final Backlog backlog;
    private final FrameJournal journal;
    private HandOver handOver;
    private final TimeSource time;
    private final FeedTime feedTime;
    private final JournalRestore restore;
    private final FeedRouter router;
    private final Outbox outbox = new Outbox();
    private final Intake intake;
    private final StoredFrames stored;
    private final LeavingSymbols leaving;
    private final Map<String, Integer> joining = new HashMap<>();
    private final Set<String> finishing = new HashSet<>();

    WebSocketSplitReader(
            FeedSettings settings,
            Reception reception,
            TimeSource time,
            FeedMetrics metrics,
            LeavingSymbols leaving) {
        this.receiver = reception.receiver();
        this.backlog = receiver.backlog();
        this.journal = reception.journal();
        this.handOver = reception.handOver();
        this.leaving = leaving;
        this.time = time;
        feedTime = new FeedTime(settings.clock());
        LineDecoder lines =
                new LineDecoder(
                        "journal",
                        settings.venue()
                                .decoder(
                                        settings.address(),
                                        Origin.STREAM,
                                        settings.priceBound(),
                                        true));
        router = FeedRouter.ofConnection(outbox);
        stored = new StoredFrames(journal);
        restore = new JournalRestore(journal, lines, feedTime, metrics, outbox, handOver.at());
        intake = new Intake(feedTime, metrics, lines, router, outbox);
    }

    @Override
    public RecordsWithSplitIds<Step> fetch() throws IOException {
        try {
            if (outbox.held() >= MAX_HELD_STEPS) {
                backlog.rest(WAIT_MILLIS);
            } else if (isRestored()) {
                endLeaving();
                readOn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for frames");
        }
        if (intake.isEnded()) {
            finishing.addAll(router.symbols());
        }
        RecordsWithSplitIds<Step> taken = outbox.take(finishing);
        taken.finishedSplits().forEach(router::remove);
        finishing.removeAll(taken.finishedSplits());
        return taken;
    }

    private boolean isRestored() throws IOException {
        if (!restore.isDone()) {
            restore.advance();
            if (restore.isDone() && handOver.isOne()) {
                takeOver(restore.takeGoingOn());
            }
        }
        return restore.isDone();
    }

    /** What the receiver carried for the reader before goes on, or ends. */
    private void takeOver(Map<String, Boolean> goingOn) {
        goingOn.forEach(
                (symbol, isAwaitingResend) -> {
                    joining.remove(symbol);
                    router.add(symbol);
                    if (isAwaitingResend) {
                        router.awaitResend(symbol);
                    }
                });
        for (String symbol : handOver.carried()) {
            if (joining.containsKey(symbol)) {
                receiver.reconnect("the journal has a hole");
            } else if (!goingOn.containsKey(symbol)) {
                receiver.forget(symbol);
            }
        }
        intake.goOnFrom(handOver.at());
        handOver = HandOver.NONE;
    }

    private void endLeaving() {
        for (String symbol = leaving.next(); symbol != null; symbol = leaving.next()) {
            if (router.symbols().contains(symbol)) {
                outbox.tell(symbol, new FeedSignal.Left(), feedTime.now());
                outbox.commit(intake.position());
                router.remove(symbol);
                finishing.add(symbol);
                stopReceiving(symbol);
            }
        }
    }

    private void readOn() throws IOException, InterruptedException {
        if (stored.isRead()) {
            backlog.take(WAIT_MILLIS).forEach(this::on);
        }
        stored.readOn(intake);
        intake.rest(stored.isRead() ? backlog.settledAt() : OptionalLong.empty());
        if (journal != null) {
            journal.onRead(intake.position());
        }
    }

    private void on(Received received) {
        if (received instanceof Received.Heard heard) {
            intake.hear(heard);
        } else if (received instanceof Received.Joined joined) {
            join(joined);
        } else if (received instanceof Received.Stored next) {
            stored.begin(next);
        }
    }

    /** A request that has been withdrawn, or repeated, does not count. */
    private void join(Received.Joined joined) {
        String symbol = joined.split();
        intake.goOnFrom(joined.after());
        if (joining.remove(symbol, joined.request())) {
            router.add(symbol);
            if (joined.isConnected() && !symbol.equals(WebSocketSplit.NO_COIN)) {
                outbox.tell(symbol, new FeedSignal.Connected(), feedTime.now());
            }
        }
    }

    @Override
    public void handleSplitsChanges(SplitsChange<WebSocketSplit> change) {
        if (router.symbols().isEmpty()) {
            feedTime.onWall(time.epochMicros());
        }
        if (change instanceof SplitsAddition) {
            change.splits().forEach(this::add);
        } else if (change instanceof SplitsRemoval) {
            change.splits().forEach(this::remove);
        } else {
            throw new UnsupportedOperationException("Unknown change of splits: " + change);
        }
    }

    /** It is received while what was received before is still being restored. */
    private void add(WebSocketSplit split) {
        restore.add(split);
        joining.put(split.symbol(), receiver.want(split.symbol()));
    }

    private void remove(WebSocketSplit split) {
        String symbol = split.symbol();
        restore.remove(symbol);
        router.remove(symbol);
        outbox.forget(symbol);
        stopReceiving(symbol);
    }

    private void stopReceiving(String symbol) {
        joining.remove(symbol);
        receiver.forget(symbol);
    }

    @Override
    public void pauseOrResumeSplits(
            Collection<WebSocketSplit> toPause, Collection<WebSocketSplit> toResume) {
        outbox.pause(symbolsOf(toPause), symbolsOf(toResume));
    }

    private static List<String> symbolsOf(Collection<WebSocketSplit> splits) {
        return splits.stream().map(WebSocketSplit::symbol).toList();
    }

    @Override
    public void wakeUp() {
        backlog.wakeUp();
    }

    @Override
    public void close() {
        stored.close();
    }
}
