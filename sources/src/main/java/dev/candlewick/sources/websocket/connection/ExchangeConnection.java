package dev.candlewick.sources.websocket.connection;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the exchange up: connects again whenever it is lost. One thread drives it:
 * {@link #advance} as time passes, and an {@code on} method for each thing that comes out of the
 * queue.
 *
 * <p>Instants are those of {@link TimeSource#elapsedMillis}.
 */
public final class ExchangeConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeConnection.class);
    private static final int NORMAL_CLOSE = 1000;

    /** So many frames wait only for a reader that is behind; a pong may be among them. */
    private static final int BACKLOG = 500;

    private static final long BACKLOG_MICROS = 2_000_000;

    private enum Phase {
        CLOSED,
        CONNECTING,
        OPEN,
        ENDED
    }

    private final FeedSettings settings;
    private final WebSocketTransport transport;
    private final FrameQueue queue;
    private final TimeSource time;
    private final Session session;
    private final Consumer<FeedSignal> out;
    private final Reconnects reconnects;

    private Phase phase = Phase.CLOSED;
    private WebSocketTransport.Connection socket;
    private long connectingSince;

    public ExchangeConnection(
            FeedSettings settings,
            WebSocketTransport transport,
            FrameQueue queue,
            TimeSource time,
            Session session,
            Consumer<FeedSignal> out) {
        this.settings = settings;
        this.transport = transport;
        this.queue = queue;
        this.time = time;
        this.session = session;
        this.out = out;
        reconnects =
                new Reconnects(
                        settings.policy().reconnect(),
                        settings.limits().connectionsPerMinute(),
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    public boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Whether the exchange has ended the feed for good. */
    public boolean hasEnded() {
        return phase == Phase.ENDED;
    }

    /** Does what has become due: connects, pings, subscribes, or gives a dead connection up. */
    public void advance(long now) {
        if (queue.takeHasBeenFull() || queue.depth() >= BACKLOG || isLate()) {
            session.onBacklog(now);
        }
        switch (phase) {
            case CLOSED -> connectIfDue(now);
            case CONNECTING -> checkAttempt(now);
            case OPEN -> keepAlive(now);
            case ENDED -> {}
        }
    }

    /** However few frames wait, a pong may be among them. */
    private boolean isLate() {
        return time.epochMicros() - BACKLOG_MICROS > queue.waitingSince();
    }

    private void connectIfDue(long now) {
        if (session.wantsNothing() || !reconnects.tryConnect(now)) {
            return;
        }
        phase = Phase.CONNECTING;
        connectingSince = now;
        time.align();
        socket = transport.open(new QueueingListener(queue, queue.nextGeneration(), time));
    }

    private void checkAttempt(long now) {
        if (now - connectingSince >= 2 * settings.policy().connectTimeout().toMillis()) {
            giveUp("no answer to the handshake", now);
        }
    }

    private void keepAlive(long now) {
        Optional<String> trouble = session.troubleAt(now);
        if (trouble.isPresent()) {
            giveUp(trouble.get(), now);
        } else {
            session.due(now).forEach(socket::send);
        }
    }

    /** Ends the connection, or the attempt at one; the next is made by {@link #advance}. */
    public void giveUp(String why, long now) {
        if (phase == Phase.OPEN) {
            session.onGivenUp();
            cut();
            onGone(why, now);
        } else if (phase == Phase.CONNECTING) {
            cut();
            onAttemptFailed(why, now);
        }
    }

    public void onOpened(long now) {
        LOG.info("Connected to {}", settings.address());
        phase = Phase.OPEN;
        session.onOpen(now);
        out.accept(new FeedSignal.Connected());
    }

    public void onClosed(int code, String reason, long now) {
        String why = "closed with " + code + (reason.isEmpty() ? "" : ": " + reason);
        if (phase == Phase.CONNECTING) {
            onAttemptFailed(reason.isEmpty() ? why : reason, now);
        } else if (code == NORMAL_CLOSE && reason.equals(settings.endReason())) {
            LOG.info("{} has ended the feed: {}", settings.address(), reason);
            phase = Phase.ENDED;
            out.accept(new FeedSignal.Ended());
        } else {
            session.onLost(why, now);
            onGone(why, now);
        }
    }

    private void onAttemptFailed(String why, long now) {
        phase = Phase.CLOSED;
        long delay = reconnects.onEnd(now);
        LOG.warn("Cannot connect to {}: {}; next attempt in {} ms", settings.address(), why, delay);
    }

    private void onGone(String why, long now) {
        phase = Phase.CLOSED;
        if (session.isProven()) {
            reconnects.onSuccess();
        }
        long delay = reconnects.onEnd(now);
        LOG.warn(
                "Lost the connection to {}: {}; next attempt in {} ms",
                settings.address(),
                why,
                delay);
        out.accept(new FeedSignal.Disconnected(why));
    }

    /** Ends the socket; whatever it still says is dropped. */
    private void cut() {
        // First the queue: a frame waiting for room would hold the socket's thread.
        queue.nextGeneration();
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }

    public void close() {
        cut();
        phase = Phase.ENDED;
    }
}
