package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the exchange through all its deaths. One thread drives it: {@link #advance}
 * as time passes, and an {@code on} method for each thing that comes out of the queue.
 *
 * <p>Instants are those of {@link TimeSource#elapsedMillis}.
 */
final class ExchangeConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeConnection.class);
    private static final int NORMAL_CLOSE = 1000;

    /** So many frames wait only for a reader that is behind; a pong may be among them. */
    private static final int BACKLOG = 500;

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
    private final ExchangeSession session;
    private final ConnectionEvents events;
    private final Reconnects reconnects;

    private Phase phase = Phase.CLOSED;
    private WebSocketTransport.Connection socket;
    private long connectingSince;

    ExchangeConnection(
            FeedSettings settings,
            WebSocketTransport transport,
            FrameQueue queue,
            TimeSource time,
            ExchangeSession session,
            ConnectionEvents events) {
        this.settings = settings;
        this.transport = transport;
        this.queue = queue;
        this.time = time;
        this.session = session;
        this.events = events;
        reconnects =
                new Reconnects(
                        settings.policy().reconnect(),
                        settings.limits().connectionsPerMinute(),
                        () -> ThreadLocalRandom.current().nextDouble());
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Does what has become due: connects, pings, subscribes, or gives a dead connection up. */
    void advance(long now) {
        if (queue.takeHasBeenFull() || queue.depth() >= BACKLOG) {
            session.onBacklog(now);
        }
        switch (phase) {
            case CLOSED -> connectIfDue(now);
            case CONNECTING -> checkAttempt(now);
            case OPEN -> keepAlive(now);
            case ENDED -> {}
        }
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
            cut();
            onAttemptFailed("no answer to the handshake", now);
        }
    }

    private void keepAlive(long now) {
        Optional<String> trouble = session.troubleAt(now);
        if (trouble.isPresent()) {
            session.onGivenUp();
            cut();
            onGone(trouble.get(), now);
        } else {
            session.due(now).forEach(socket::send);
        }
    }

    void onOpened(long now) {
        LOG.info("Connected to {}", settings.address());
        phase = Phase.OPEN;
        session.onOpen(now);
        events.onConnected();
    }

    void onMessage(Message message, long now) {
        session.onMessage(message, now);
        if (session.isProven()) {
            reconnects.onSuccess();
        }
    }

    void onClosed(int code, String reason, long now) {
        String why = "closed with " + code + (reason.isEmpty() ? "" : ": " + reason);
        if (phase == Phase.CONNECTING) {
            onAttemptFailed(reason.isEmpty() ? why : reason, now);
        } else if (code == NORMAL_CLOSE && reason.equals(settings.endReason())) {
            LOG.info("{} has ended the feed: {}", settings.address(), reason);
            phase = Phase.ENDED;
            events.onEnd();
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
        long delay = reconnects.onEnd(now);
        LOG.warn(
                "Lost the connection to {}: {}; next attempt in {} ms",
                settings.address(),
                why,
                delay);
        events.onDisconnected(why);
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

    void close() {
        cut();
        phase = Phase.ENDED;
    }
}
