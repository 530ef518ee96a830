package dev.candlewick.sources.hyperliquid.session;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FeedTime;
import dev.candlewick.sources.hyperliquid.wire.ClientFrames;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.hyperliquid.wire.Subscription;
import dev.candlewick.sources.websocket.connection.ConnectionPolicy;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.connection.Heartbeat;
import dev.candlewick.sources.websocket.connection.SendBudget;
import dev.candlewick.sources.websocket.connection.Session;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The conversation with the exchange while a connection is open: subscriptions, pings, and how to
 * tell that it has died. Wanted streams and suspected coins outlive the connection. Not
 * thread-safe.
 */
final class HyperliquidSession implements Session {

    private static final Logger LOG = LoggerFactory.getLogger(HyperliquidSession.class);
    private static final int MOST_OF_A_COMPLAINT = 300;

    private final HyperliquidFeed feed;
    private final FeedSettings settings;
    private final FeedTime feedTime;
    private final Consumer<FeedSignal> out;
    private final SubscriptionLedger ledger;
    private final Heartbeat heartbeat;
    private final StreamWatch streams;
    private final NamesRequest names = new NamesRequest();
    private final DamagedTrades damaged = new DamagedTrades();
    private boolean proven;

    HyperliquidSession(
            HyperliquidFeed feed,
            FeedSettings settings,
            FeedTime feedTime,
            Consumer<FeedSignal> out) {
        this.feed = feed;
        this.settings = settings;
        this.feedTime = feedTime;
        this.out = out;
        ConnectionPolicy policy = settings.policy();
        SendBudget budget =
                new SendBudget(
                        settings.limits().messagesPerMinute()
                                - policy.mostPingsPerMinute()
                                - NamesRequest.MOST_PER_MINUTE);
        ledger = new SubscriptionLedger(policy, budget, this::onQuarantined);
        heartbeat = new Heartbeat(policy);
        streams = new StreamWatch(feed.hasBooks(), policy);
    }

    @Override
    public void want(String symbol) {
        List<Subscription> subscriptions = feed.subscriptionsOf(symbol);
        ledger.want(symbol, subscriptions);
        names.onWanted(subscriptions);
    }

    @Override
    public void forget(String symbol) {
        ledger.forget(symbol);
        streams.forget(symbol);
        damaged.forget(symbol);
    }

    @Override
    public boolean wantsNothing() {
        return ledger.isEmpty();
    }

    @Override
    public void onOpen(long now) {
        proven = false;
        ledger.onOpen();
        names.onOpen();
        streams.onOpen();
        damaged.onOpen();
        heartbeat.onOpen(now, feedTime.now());
    }

    @Override
    public void onBacklog(long now) {
        heartbeat.onBacklog(now);
        streams.onBacklog(now);
    }

    @Override
    public Optional<String> troubleAt(long now) {
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
        String what = silence.get().type() + " of " + WebSocketSplit.shown(symbol) + " went silent";
        if (silence.get().isDeath()) {
            return Optional.of(what);
        }
        LOG.info("{}: {}; subscribing again", settings.address(), what);
        ledger.renew(symbol, silence.get().type());
        return Optional.empty();
    }

    private static String seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros();
        return seconds.toPlainString() + " s";
    }

    @Override
    public List<String> due(long now) {
        List<String> frames = new ArrayList<>();
        if (heartbeat.isPingDue(now, feedTime.now())) {
            heartbeat.onPing(now, feedTime.now());
            frames.add(ClientFrames.ping());
        }
        if (names.takeDue(now)) {
            frames.add(ClientFrames.names());
        }
        for (String symbol : damaged.takeDue(now)) {
            requestNewestTrades(symbol);
            // One coin at a time, so that its two requests follow one another.
            frames.addAll(ledger.due(now));
        }
        frames.addAll(ledger.due(now));
        return frames;
    }

    private void requestNewestTrades(String symbol) {
        LOG.info(
                "{}: a frame that may have held trades of {} was refused; subscribing again",
                settings.address(),
                symbol);
        ledger.renew(symbol, StreamType.TRADES.label());
    }

    @Override
    public void onSignal(FeedSignal signal, long now) {
        if (signal instanceof FeedSignal.Pong) {
            heartbeat
                    .onPong()
                    .ifPresent(at -> out.accept(new FeedSignal.Drained(at, Long.MAX_VALUE)));
        } else if (signal instanceof FeedSignal.ErrorText complaint) {
            onComplaint(complaint.text(), now);
        } else {
            if (signal instanceof FeedSignal.Acknowledgement acknowledgement) {
                onAcknowledged(acknowledgement, now);
            }
            names.onSignal(signal);
            streams.onSignal(signal, now);
            damaged.onSignal(signal, now);
        }
    }

    private void onComplaint(String text, long now) {
        String shown = text.substring(0, Math.min(text.length(), MOST_OF_A_COMPLAINT));
        LOG.warn("{} sent an error: {}", settings.address(), shown.replaceAll("\\p{Cntrl}", "?"));
        ledger.onComplaint(text, now);
    }

    private void onAcknowledged(FeedSignal.Acknowledgement acknowledgement, long now) {
        if (acknowledgement.isSubscribed() && ledger.onAcknowledged(acknowledgement)) {
            proven = true;
            streams.onAcknowledged(acknowledgement, now);
        }
    }

    @Override
    public boolean isProven() {
        return proven;
    }

    private void onQuarantined(String symbol, String why) {
        LOG.warn("{} is quarantined: {}", WebSocketSplit.shown(symbol), why);
        streams.forget(symbol);
        out.accept(new FeedSignal.Quarantined(symbol, why));
    }

    @Override
    public void onLost(String why, long now) {
        ledger.onLost(why, now);
    }

    @Override
    public void onGivenUp() {
        ledger.onGivenUp();
    }
}
