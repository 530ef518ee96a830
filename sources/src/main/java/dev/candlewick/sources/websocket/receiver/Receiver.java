package dev.candlewick.sources.websocket.receiver;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FeedTime;
import dev.candlewick.sources.feed.FrameDecoder;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.journal.JournalEvents;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import dev.candlewick.sources.websocket.connection.ExchangeConnection;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.connection.FrameQueue;
import dev.candlewick.sources.websocket.connection.Incoming;
import dev.candlewick.sources.websocket.connection.Session;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection, from its socket to the journal and the backlog of its reader. One thread drives
 * it by {@link #advance}; any may ask it to carry splits.
 */
public final class Receiver implements Closeable {

    private static final String JOURNAL_IS_FULL = "the frame journal is full";
    private static final int MAX_FRAMES_AT_ONCE = 500;
    private static final int MAX_BYTES_AT_ONCE = 1 << 20;

    private final FrameQueue queue;
    private final TimeSource time;
    private final FeedTime feedTime;
    private final FrameDecoder decoder;
    private final Recorder recorder;
    private final Session session;
    private final ExchangeConnection connection;
    private final Backlog backlog;
    private final CarriedSplits carried = new CarriedSplits();
    private final Events events;
    private List<FeedSignal> answers;
    private volatile String reconnectBecause;

    /** What a receiver has to tell besides what was said to it. */
    public interface Events extends JournalEvents {

        void onFrame(int size);
    }

    /**
     * @param journal null if there is none
     */
    public Receiver(
            FeedSettings settings,
            WebSocketTransport transport,
            TimeSource time,
            FrameJournal journal,
            Events events) {
        this.time = time;
        this.events = events;
        queue = new FrameQueue(settings.queue().frames(), settings.queue().bytes());
        backlog = Backlog.of(settings);
        feedTime = new FeedTime(settings.clock());
        // Times ahead of the wall clock are refused by whichever clock the feed goes: one of them
        // would run the exchange's clock, and with it the bars, into the future.
        decoder =
                settings.venue()
                        .decoder(settings.address(), Origin.STREAM, settings.priceBound(), true);
        recorder = new Recorder(journal, time);
        session = settings.venue().session(settings, feedTime, this::onConnectionSignal);
        connection =
                new ExchangeConnection(
                        settings, transport, queue, time, session, this::onConnectionSignal);
    }

    public FrameQueue queue() {
        return queue;
    }

    public Backlog backlog() {
        return backlog;
    }

    /** Carries a split from now on; returns the number of the request. */
    public int want(String split) {
        int request = carried.want(split);
        queue.wakeUp();
        return request;
    }

    public void forget(String split) {
        carried.forget(split);
        queue.wakeUp();
    }

    /** Takes what is waiting, or waits for something; does what has become due. */
    public void advance(int waitMillis) throws IOException, InterruptedException {
        if (queue.depth() == 0) {
            feedTime.onWall(time.epochMicros());
        }
        changeSplits();
        recorder.advance();
        String why = reconnectBecause;
        if (why != null) {
            reconnectBecause = null;
            connection.giveUp(why, time.elapsedMillis());
        }
        if (!recorder.hasRoom()) {
            connection.giveUp(JOURNAL_IS_FULL, time.elapsedMillis());
            queue.poll(waitMillis);
            backlog.settle(time.epochMicros());
        } else {
            connection.advance(time.elapsedMillis());
            receive(waitMillis);
        }
    }

    /**
     * Goes on for another reader, whose backlog begins here; empty if not everything before is in
     * the journal.
     */
    public Optional<HandOver> handOver() {
        if (!recorder.isWhole() || connection.hasEnded()) {
            return Optional.empty();
        }
        backlog.clear();
        recorder.readAgain();
        return Optional.of(new HandOver(recorder.position(), carried.inOrder()));
    }

    /** Reconnects, so that resends decide. Called from any thread. */
    public void reconnect(String why) {
        reconnectBecause = why;
        queue.wakeUp();
    }

    private void changeSplits() throws IOException {
        List<CarriedSplits.Request> requests = carried.takeRequests();
        List<CarriedSplits.Request> changes = carried.apply(requests);
        for (CarriedSplits.Request change : changes) {
            if (change.isWanted()) {
                session.want(change.split());
            } else {
                session.forget(change.split());
            }
        }
        if (!changes.isEmpty()) {
            recorder.carry(carried.inOrder());
        }
        for (CarriedSplits.Request request : requests) {
            if (request.isWanted()) {
                backlog.say(request.joined(connection.isOpen(), recorder.position()));
            }
        }
    }

    private void receive(int waitMillis) throws InterruptedException {
        if (backlog.isFull() && !recorder.isWriting()) {
            backlog.awaitRoom(waitMillis);
            return;
        }
        List<Incoming> batch = nextBatch(waitMillis);
        JournalPosition before = recorder.position();
        List<JournalPosition> positions = recorder.record(batch);
        for (int n = 0; n < batch.size(); n++) {
            handle(batch.get(n), before, positions.get(n));
            before = positions.get(n);
        }
        if (queue.depth() == 0) {
            backlog.settle(time.epochMicros());
        }
    }

    /**
     * What is waiting, so that it is recorded in one go; at least waits for something. A close ends
     * it, because its own line follows when it is handled: frames may come after it, since the
     * transport reads and writes in two threads.
     */
    private List<Incoming> nextBatch(int waitMillis) throws InterruptedException {
        List<Incoming> batch = new ArrayList<>();
        int bytes = 0;
        Incoming next = queue.poll(waitMillis);
        while (next != null) {
            batch.add(next);
            bytes += next.size();
            boolean isWhole =
                    batch.size() == MAX_FRAMES_AT_ONCE
                            || bytes >= MAX_BYTES_AT_ONCE
                            || next instanceof Incoming.Closed;
            next = isWhole ? null : queue.poll(0);
        }
        return batch;
    }

    private void handle(Incoming incoming, JournalPosition before, JournalPosition after) {
        long now = time.elapsedMillis();
        if (incoming instanceof Incoming.Frame frame) {
            onFrame(frame, before, after);
        } else if (incoming instanceof Incoming.Opened) {
            connection.onOpened(now);
        } else if (incoming instanceof Incoming.Closed closed) {
            connection.onClosed(closed.code(), closed.reason(), now);
        }
    }

    private void onFrame(Incoming.Frame frame, JournalPosition before, JournalPosition after) {
        events.onFrame(frame.size());
        feedTime.onWall(frame.receivedAt());
        long at = frame.receivedAt();
        List<FeedSignal> own = new ArrayList<>(0);
        List<FeedSignal> all = new ArrayList<>(1);
        for (FeedSignal signal : decoder.decode(frame.payload(), at)) {
            feedTime.onExchange(signal.exchangeTime());
            answers = new ArrayList<>(0);
            session.onSignal(signal, time.elapsedMillis());
            own.addAll(answers);
            all.addAll(answers);
            all.add(signal);
        }
        answers = null;
        boolean inMemory = backlog.add(new Received.Heard(at, all, frame.payload(), after), before);
        if (!inMemory && !own.isEmpty()) {
            // The journal has the frame, but not what the session made of it.
            backlog.say(new Received.Heard(at, own, null, after));
        }
    }

    /** Whatever is no frame: said by the connection itself, or by its session. */
    private void onConnectionSignal(FeedSignal signal) {
        if (answers != null) {
            answers.add(signal);
            return;
        }
        recorder.record(signal);
        if (signal instanceof FeedSignal.Disconnected) {
            decoder.onDisconnected();
        }
        backlog.say(new Received.Heard(feedTime.now(), List.of(signal), null, recorder.position()));
    }

    @Override
    public void close() {
        connection.close();
        recorder.close();
    }
}
