package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.ClientFrames;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;
import java.math.BigDecimal;
import java.time.Duration;
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
    private final FeedTime feedTime;
    private final ConnectionEvents events;

    private final SubscriptionLedger ledger;
    private final Heartbeat heartbeat;
    private final Reconnects reconnects;
    private final StreamWatch streams;

    private Phase phase = Phase.CLOSED;
    private WebSocketTransport.Connection socket;
    private long connectingSince;

    ExchangeConnection(
            FeedSettings settings,
            WebSocketTransport transport,
            FrameQueue queue,
            TimeSource time,
            FeedTime feedTime,
            ConnectionEvents events) {
        this.settings = settings;
        this.transport = transport;
        this.queue = queue;
        this.time = time;
        this.feedTime = feedTime;
        this.events = events;
        ConnectionPolicy policy = settings.policy();
        ledger =
                new SubscriptionLedger(
                        policy,
                        new SendBudget(settings.limits().messagesPerMinute()),
                        this::onQuarantined);
        heartbeat = new Heartbeat(policy);
        reconnects =
                new Reconnects(
                        policy.reconnect(),
                        settings.limits().connectionsPerMinute(),
                        () -> ThreadLocalRandom.current().nextDouble());
        streams = new StreamWatch(settings.hasBooks(), policy);
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    void want(String symbol) {
        ledger.want(symbol, settings.subscriptionsOf(symbol));
    }

    void forget(String symbol) {
        ledger.forget(symbol);
        streams.forget(symbol);
    }

    /** Does what has become due: connects, pings, subscribes, or gives a dead connection up. */
    void advance(long now) {
        if (queue.takeHasBeenFull()) {
            heartbeat.onBacklog(now);
            streams.onBacklog(now);
        }
        switch (phase) {
            case CLOSED -> connectIfDue(now);
            case CONNECTING -> checkAttempt(now);
            case OPEN -> keepAlive(now);
            case ENDED -> {}
        }
    }

    private void connectIfDue(long now) {
        if (ledger.isEmpty() || !reconnects.tryConnect(now)) {
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
        Optional<String> trouble = troubleAt(now);
        if (trouble.isPresent()) {
            ledger.onGivenUp();
            cut();
            onGone(trouble.get(), now);
            return;
        }
        streams.takeStaleTrades(now).ifPresent(symbol -> ledger.renew(symbol, "trades"));
        if (heartbeat.isPingDue(now)) {
            feedTime.onWall(time.epochMicros());
            heartbeat.onPing(now, feedTime.now());
            socket.send(ClientFrames.ping());
        }
        ledger.due(now).forEach(socket::send);
    }

    private Optional<String> troubleAt(long now) {
        if (heartbeat.isDead(now)) {
            return Optional.of("no pong within " + seconds(settings.policy().pongDeadline()));
        }
        return ledger.complaint(now)
                .or(() -> streams.takeStaleBook(now).map(s -> "the book of " + s + " went silent"));
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString()
                + " s";
    }

    void onOpened(long now) {
        LOG.info("Connected to {}", settings.uri());
        phase = Phase.OPEN;
        ledger.onOpen();
        streams.onOpen();
        heartbeat.onOpen(now);
        events.onConnected();
    }

    void onClosed(int code, String reason, long now) {
        String why = "closed with " + code + (reason.isEmpty() ? "" : ": " + reason);
        if (phase == Phase.CONNECTING) {
            onAttemptFailed(reason.isEmpty() ? why : reason, now);
        } else if (code == NORMAL_CLOSE && reason.equals(settings.endReason())) {
            LOG.info("{} has ended the feed: {}", settings.uri(), reason);
            phase = Phase.ENDED;
            events.onEnd();
        } else {
            ledger.onLost(why, now);
            onGone(why, now);
        }
    }

    void onMessage(Message message, long now) {
        if (message instanceof Message.Pong) {
            heartbeat.onPong().ifPresent(events::onDrained);
        } else if (message instanceof Message.ErrorText complaint) {
            LOG.warn("{} complains: {}", settings.uri(), complaint.text());
            ledger.onComplaint(complaint.text(), now);
        } else {
            if (message instanceof Message.Acknowledgement acknowledgement) {
                onAcknowledged(acknowledgement, now);
            }
            streams.onMessage(message, now);
            events.onMessage(message);
        }
    }

    private void onAcknowledged(Message.Acknowledgement acknowledgement, long now) {
        if (acknowledgement.method().equals("subscribe")
                && ledger.onAcknowledged(acknowledgement)) {
            reconnects.onSuccess();
            streams.onAcknowledged(acknowledgement, now);
        }
    }

    private void onQuarantined(String symbol, String why) {
        LOG.warn("{} is quarantined: {}", symbol, why);
        streams.forget(symbol);
        events.onQuarantined(symbol, why);
    }

    private void onAttemptFailed(String why, long now) {
        phase = Phase.CLOSED;
        LOG.warn(
                "Cannot connect to {}: {}; next attempt in {} ms",
                settings.uri(),
                why,
                reconnects.onEnd(now));
    }

    private void onGone(String why, long now) {
        phase = Phase.CLOSED;
        LOG.warn(
                "Lost the connection to {}: {}; next attempt in {} ms",
                settings.uri(),
                why,
                reconnects.onEnd(now));
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
