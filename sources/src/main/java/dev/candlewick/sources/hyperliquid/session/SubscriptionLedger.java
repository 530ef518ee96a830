package dev.candlewick.sources.hyperliquid.session;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.wire.ClientFrames;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.hyperliquid.wire.Subscription;
import dev.candlewick.sources.websocket.connection.ConnectionPolicy;
import dev.candlewick.sources.websocket.connection.Quarantine;
import dev.candlewick.sources.websocket.connection.SendBudget;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * What is wanted of the exchange, and how far each stream has come on the present connection: what
 * to send next, and whom to blame when the connection ends. Not thread-safe.
 */
final class SubscriptionLedger {

    /** The one complaint that does not repeat what it is about. */
    private static final String TOO_MANY_USERS = "Cannot track more than";

    private final long ackTimeout;
    private final SendBudget budget;
    private final Quarantine quarantine;
    private final BiConsumer<String, String> onQuarantined;
    private final WantedStreams streams = new WantedStreams();
    private final Deque<Subscription> unsubscribes = new ArrayDeque<>();

    SubscriptionLedger(
            ConnectionPolicy policy, SendBudget budget, BiConsumer<String, String> onQuarantined) {
        this.ackTimeout = policy.ackTimeout().toMillis();
        this.budget = budget;
        this.quarantine = new Quarantine(policy.quarantine());
        this.onQuarantined = onQuarantined;
    }

    void want(String coin, Collection<Subscription> subscriptions) {
        streams.put(coin, subscriptions);
    }

    void forget(String coin) {
        streams.remove(coin).stream()
                .filter(stream -> !stream.isUnsent())
                .forEach(this::unsubscribe);
        quarantine.clear(coin);
    }

    boolean isEmpty() {
        return streams.isEmpty();
    }

    void onOpen() {
        unsubscribes.clear();
        streams.all().forEach(WantedStream::reset);
    }

    /** The frames to send now; they count as sent. */
    List<String> due(long now) {
        quarantine.release(now);
        List<String> frames = new ArrayList<>();
        while (hasDue(now) && budget.trySend(now)) {
            frames.add(takeDue(now));
        }
        return frames;
    }

    private boolean hasDue(long now) {
        return !unsubscribes.isEmpty() || nextToSend(now).isPresent();
    }

    private String takeDue(long now) {
        if (!unsubscribes.isEmpty()) {
            return ClientFrames.unsubscribe(unsubscribes.removeFirst());
        }
        WantedStream stream = nextToSend(now).orElseThrow();
        stream.onSent(now);
        return ClientFrames.subscribe(stream.subscription());
    }

    private Optional<WantedStream> nextToSend(long now) {
        Optional<WantedStream> again =
                streams.first(stream -> stream.isToSendAgain(now, ackTimeout));
        if (again.isPresent() || suspectInFlight().isPresent()) {
            return again;
        }
        Optional<WantedStream> trusted =
                streams.first(stream -> stream.isUnsent() && quarantine.isTrusted(stream.coin()));
        if (trusted.isPresent() || streams.first(WantedStream::isInFlight).isPresent()) {
            return trusted;
        }
        return quarantine
                .nextSuspect()
                .flatMap(
                        coin ->
                                streams.of(coin).stream()
                                        .filter(WantedStream::isUnsent)
                                        .findFirst());
    }

    private Optional<WantedStream> suspectInFlight() {
        return streams.first(stream -> stream.isInFlight() && quarantine.isSuspect(stream.coin()));
    }

    /** Returns false if it was not asked for. */
    boolean onAcknowledged(FeedSignal.Acknowledgement acknowledgement) {
        Optional<WantedStream> met =
                Stream.concat(
                                streams.of(acknowledgement.symbol()).stream(),
                                streams.of(WebSocketSplit.NO_COIN).stream())
                        .filter(stream -> stream.subscription().isAcknowledgedBy(acknowledgement))
                        .findFirst();
        met.ifPresent(this::onAcknowledged);
        return met.isPresent();
    }

    private void onAcknowledged(WantedStream stream) {
        stream.onAcknowledged();
        if (streams.of(stream.coin()).stream().noneMatch(w -> w.isUnsent() || w.isInFlight())) {
            quarantine.clear(stream.coin());
        }
    }

    /** The exchange complains, on a connection that stays open. */
    void onComplaint(String text, long now) {
        if (text.startsWith(TOO_MANY_USERS)) {
            streams.all()
                    .filter(stream -> stream.isInFlight() && stream.subscription().user() != null)
                    .forEach(WantedStream::onRefused);
            return;
        }
        Optional<WantedStream> meant =
                streams.first(stream -> stream.isInFlight() && stream.isMeantBy(text));
        if (meant.isEmpty()) {
            return;
        }
        WantedStream stream = meant.get();
        if (text.startsWith("Already subscribed")) {
            onAcknowledged(stream);
        } else if (stream.subscription().type().equals(StreamType.TRADES.label())) {
            hold(stream.coin(), "the exchange refused its trades: " + text, now);
        } else {
            stream.onRefused();
        }
    }

    /** Resubscribes to a stream that is acknowledged. */
    void renew(String coin, String type) {
        streams.of(coin).stream()
                .filter(
                        stream ->
                                stream.isAcknowledged()
                                        && stream.subscription().type().equals(type))
                .forEach(
                        stream -> {
                            unsubscribe(stream);
                            stream.renew();
                        });
    }

    /** Why the connection should be given up; a lone suspect is left out instead. */
    Optional<String> complaint(long now) {
        Optional<WantedStream> overdue = streams.first(stream -> stream.isOverdue(now, ackTimeout));
        if (overdue.isEmpty()) {
            return Optional.empty();
        }
        String coin = overdue.get().coin();
        String what = "no acknowledgement of " + overdue.get().subscription().shown();
        if (!quarantine.isSuspect(coin)) {
            return Optional.of(what);
        }
        hold(coin, what, now);
        return Optional.empty();
    }

    /** The exchange, or the network, has ended the connection. */
    void onLost(String why, long now) {
        Optional<WantedStream> probed = suspectInFlight();
        if (probed.isPresent()) {
            String coin = probed.get().coin();
            hold(coin, "the connection closed on asking for it: " + why, now);
        } else {
            quarantine.suspect(streams.coinsInFlight());
        }
    }

    /**
     * This side has given the connection up. Coins are to blame only if the exchange acknowledged
     * others meanwhile; otherwise it is the connection.
     */
    void onGivenUp() {
        if (streams.first(WantedStream::isAcknowledged).isPresent()) {
            quarantine.suspect(streams.coinsInFlight());
        }
    }

    private void hold(String coin, String why, long now) {
        streams.of(coin).stream().filter(WantedStream::isAcknowledged).forEach(this::unsubscribe);
        streams.of(coin).forEach(WantedStream::reset);
        Duration time = quarantine.hold(coin, now);
        onQuarantined.accept(coin, why + "; left out for " + time.toMinutes() + " min");
    }

    private void unsubscribe(WantedStream stream) {
        unsubscribes.addLast(stream.subscription());
    }
}
