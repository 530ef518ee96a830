package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.ClientFrames;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.Subscription;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation with the exchange while a connection is open: subscriptions, pings, and how to
 * tell that it has died. What is wanted, and who is to blame, outlives the connection. Not
 * thread-safe.
 */
final class ExchangeSession {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeSession.class);
    private static final int MOST_OF_A_COMPLAINT = 300;

    private final FeedSettings settings;
    private final FeedTime feedTime;
    private final ConnectionEvents events;
    private final SubscriptionLedger ledger;
    private final Heartbeat heartbeat;
    private final StreamWatch streams;
    private final NamesRequest names = new NamesRequest();
    private boolean proven;

    ExchangeSession(FeedSettings settings, FeedTime feedTime, ConnectionEvents events) {
        this.settings = settings;
        this.feedTime = feedTime;
        this.events = events;
        ConnectionPolicy policy = settings.policy();
        SendBudget budget =
                new SendBudget(
                        settings.limits().messagesPerMinute()
                                - policy.mostPingsPerMinute()
                                - NamesRequest.MOST_PER_MINUTE);
        ledger = new SubscriptionLedger(policy, budget, this::onQuarantined);
        heartbeat = new Heartbeat(policy);
        streams = new StreamWatch(settings.hasBooks(), policy);
    }

    void want(String symbol) {
        List<Subscription> subscriptions = settings.subscriptionsOf(symbol);
        ledger.want(symbol, subscriptions);
        names.onWanted(subscriptions);
    }

    void forget(String symbol) {
        ledger.forget(symbol);
        streams.forget(symbol);
    }

    boolean wantsNothing() {
        return ledger.isEmpty();
    }

    void onOpen(long now) {
        proven = false;
        ledger.onOpen();
        names.onOpen();
        streams.onOpen();
        heartbeat.onOpen(now, feedTime.now());
    }

    /** This side is behind with reading, so nothing that is missing is the exchange's fault. */
    void onBacklog(long now) {
        heartbeat.onBacklog(now);
        streams.onBacklog(now);
    }

    /** Why the connection has to be given up. */
    Optional<String> troubleAt(long now) {
        if (heartbeat.isDead(now)) {
            return Optional.of("no pong within " + seconds(settings.policy().pongDeadline()));
        }
        return ledger.complaint(now).or(() -> dealWithSilence(now));
    }

    private Optional<String> dealWithSilence(long now) {
        Optional<StreamWatch.Silence> silence = streams.takeSilence(now);
        if (silence.isEmpty()) {
            return Optional.empty();
        }
        String symbol = silence.get().symbol();
        String what = silence.get().type() + " of " + SymbolSplit.shown(symbol) + " went silent";
        if (silence.get().isDeath()) {
            return Optional.of(what);
        }
        LOG.info("{}: {}; subscribing to it anew", settings.address(), what);
        ledger.renew(symbol, silence.get().type());
        return Optional.empty();
    }

    private static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }

    /** The frames to send now. */
    List<String> due(long now) {
        List<String> frames = new ArrayList<>();
        if (heartbeat.isPingDue(now, feedTime.now())) {
            heartbeat.onPing(now, feedTime.now());
            frames.add(ClientFrames.ping());
        }
        if (names.takeDue(now)) {
            frames.add(ClientFrames.names());
        }
        frames.addAll(ledger.due(now));
        return frames;
    }

    void onMessage(Message message, long now) {
        if (message instanceof Message.Pong) {
            heartbeat.onPong().ifPresent(events::onDrained);
        } else if (message instanceof Message.ErrorText complaint) {
            onComplaint(complaint.text(), now);
        } else {
            if (message instanceof Message.Acknowledgement acknowledgement) {
                onAcknowledged(acknowledgement, now);
            }
            names.onMessage(message);
            streams.onMessage(message, now);
            events.onMessage(message);
        }
    }

    private void onComplaint(String text, long now) {
        String shown = text.substring(0, Math.min(text.length(), MOST_OF_A_COMPLAINT));
        LOG.warn("{} complains: {}", settings.address(), shown.replaceAll("\\p{Cntrl}", "?"));
        ledger.onComplaint(text, now);
    }

    private void onAcknowledged(Message.Acknowledgement acknowledgement, long now) {
        if (acknowledgement.method().equals("subscribe")
                && ledger.onAcknowledged(acknowledgement)) {
            proven = true;
            streams.onAcknowledged(acknowledgement, now);
        }
    }

    /** Whether the exchange has acknowledged anything on this connection. */
    boolean isProven() {
        return proven;
    }

    private void onQuarantined(String symbol, String why) {
        LOG.warn("{} is quarantined: {}", SymbolSplit.shown(symbol), why);
        streams.forget(symbol);
        events.onQuarantined(symbol, why);
    }

    /** The exchange, or the network, has ended the connection. */
    void onLost(String why, long now) {
        ledger.onLost(why, now);
    }

    /** This side gives the connection up. */
    void onGivenUp() {
        ledger.onGivenUp();
    }
}
