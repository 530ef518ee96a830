package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.ClientFrames;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.Subscription;
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
 * What is wanted of the exchange, and how far each wish has come on the present connection: what to
 * send next, and whom to blame when the connection ends. Not thread-safe.
 */
final class SubscriptionLedger {

    /** The one complaint that does not repeat what it is about. */
    private static final String TOO_MANY_USERS = "Cannot track more than";

    private final long ackTimeout;
    private final SendBudget budget;
    private final Quarantine quarantine;
    private final BiConsumer<String, String> onQuarantined;
    private final Wishes wishes = new Wishes();
    private final Deque<Subscription> farewells = new ArrayDeque<>();

    /**
     * @param onQuarantined told the coin and why
     */
    SubscriptionLedger(
            ConnectionPolicy policy, SendBudget budget, BiConsumer<String, String> onQuarantined) {
        this.ackTimeout = policy.ackTimeout().toMillis();
        this.budget = budget;
        this.quarantine = new Quarantine(policy.quarantine());
        this.onQuarantined = onQuarantined;
    }

    void want(String coin, Collection<Subscription> subscriptions) {
        wishes.put(coin, subscriptions);
    }

    void forget(String coin) {
        wishes.remove(coin).stream().filter(wish -> !wish.isUnsent()).forEach(this::unsubscribe);
        quarantine.clear(coin);
    }

    boolean isEmpty() {
        return wishes.isEmpty();
    }

    void onOpen() {
        farewells.clear();
        wishes.all().forEach(Wish::reset);
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
        return !farewells.isEmpty() || nextWish(now).isPresent();
    }

    private String takeDue(long now) {
        if (!farewells.isEmpty()) {
            return ClientFrames.unsubscribe(farewells.removeFirst());
        }
        Wish wish = nextWish(now).orElseThrow();
        wish.onSent(now);
        return ClientFrames.subscribe(wish.subscription());
    }

    private Optional<Wish> nextWish(long now) {
        Optional<Wish> again = wishes.first(wish -> wish.isToSendAgain(now, ackTimeout));
        if (again.isPresent() || suspectInFlight().isPresent()) {
            return again;
        }
        Optional<Wish> trusted =
                wishes.first(wish -> wish.isUnsent() && quarantine.isTrusted(wish.coin()));
        if (trusted.isPresent() || wishes.first(Wish::isInFlight).isPresent()) {
            return trusted;
        }
        return quarantine
                .nextSuspect()
                .flatMap(coin -> wishes.of(coin).stream().filter(Wish::isUnsent).findFirst());
    }

    private Optional<Wish> suspectInFlight() {
        return wishes.first(wish -> wish.isInFlight() && quarantine.isSuspect(wish.coin()));
    }

    /** Returns false if nobody asked for it. */
    boolean onAcknowledged(Message.Acknowledgement acknowledgement) {
        Optional<Wish> met =
                Stream.concat(
                                wishes.of(acknowledgement.symbol()).stream(),
                                wishes.of(SymbolSplit.NO_COIN).stream())
                        .filter(wish -> wish.subscription().isAcknowledgedBy(acknowledgement))
                        .findFirst();
        met.ifPresent(this::onAcknowledged);
        return met.isPresent();
    }

    private void onAcknowledged(Wish wish) {
        wish.onAcknowledged();
        if (wishes.of(wish.coin()).stream().noneMatch(w -> w.isUnsent() || w.isInFlight())) {
            quarantine.clear(wish.coin());
        }
    }

    /** The exchange complains, on a connection that stays open. */
    void onComplaint(String text, long now) {
        if (text.startsWith(TOO_MANY_USERS)) {
            wishes.all()
                    .filter(wish -> wish.isInFlight() && wish.subscription().user() != null)
                    .forEach(Wish::onRefused);
            return;
        }
        Optional<Wish> meant = wishes.first(wish -> wish.isInFlight() && wish.isMeantBy(text));
        if (meant.isEmpty()) {
            return;
        }
        Wish wish = meant.get();
        if (text.startsWith("Already subscribed")) {
            onAcknowledged(wish);
        } else if (wish.subscription().type().equals("trades")) {
            hold(wish.coin(), "the exchange refused its trades: " + text, now);
        } else {
            wish.onRefused();
        }
    }

    /** Subscribes anew to a stream that has gone silent. */
    void renew(String coin, String type) {
        wishes.of(coin).stream()
                .filter(wish -> wish.isAcknowledged() && wish.subscription().type().equals(type))
                .forEach(
                        wish -> {
                            unsubscribe(wish);
                            wish.reset();
                        });
    }

    /** Why the connection should be given up; a lone suspect is left out instead. */
    Optional<String> complaint(long now) {
        Optional<Wish> overdue = wishes.first(wish -> wish.isOverdue(now, ackTimeout));
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
        Optional<Wish> probed = suspectInFlight();
        if (probed.isPresent()) {
            String coin = probed.get().coin();
            hold(coin, "the connection closed on asking for it: " + why, now);
        } else {
            quarantine.suspect(wishes.coinsInFlight());
        }
    }

    /**
     * This side has given the connection up. Coins are to blame only if the exchange acknowledged
     * others meanwhile; otherwise it is the connection.
     */
    void onGivenUp() {
        if (wishes.first(Wish::isAcknowledged).isPresent()) {
            quarantine.suspect(wishes.coinsInFlight());
        }
    }

    private void hold(String coin, String why, long now) {
        wishes.of(coin).stream().filter(Wish::isAcknowledged).forEach(this::unsubscribe);
        wishes.of(coin).forEach(Wish::reset);
        Duration time = quarantine.hold(coin, now);
        onQuarantined.accept(coin, why + "; left out for " + time.toMinutes() + " min");
    }

    private void unsubscribe(Wish wish) {
        farewells.addLast(wish.subscription());
    }
}
