package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.ClientFrames;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.Subscription;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What is wanted of the exchange, and how far each wish has come on the present connection: what to
 * send next, and whom to blame when the connection ends. Not thread-safe.
 */
final class SubscriptionLedger {

    private final long ackTimeout;
    private final SendBudget budget;
    private final Quarantine quarantine;
    private final BiConsumer<String, String> onQuarantined;
    private final Map<String, List<Wish>> wishes = new LinkedHashMap<>();
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
        wishes.put(coin, subscriptions.stream().map(Wish::new).toList());
    }

    void forget(String coin) {
        List<Wish> gone = wishes.remove(coin);
        if (gone != null) {
            gone.stream().filter(wish -> !wish.isUnsent()).forEach(this::unsubscribe);
        }
        quarantine.clear(coin);
    }

    boolean isEmpty() {
        return wishes.isEmpty();
    }

    void onOpen() {
        farewells.clear();
        all().forEach(Wish::reset);
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
        Optional<Wish> again = first(wish -> wish.isToSendAgain(now, ackTimeout));
        if (again.isPresent() || suspectInFlight().isPresent()) {
            return again;
        }
        Optional<Wish> trusted =
                first(
                        wish ->
                                wish.isUnsent()
                                        && quarantine.isTrusted(wish.subscription().symbol()));
        if (trusted.isPresent() || first(Wish::isInFlight).isPresent()) {
            return trusted;
        }
        return quarantine.nextSuspect().flatMap(this::firstUnsentOf);
    }

    private Optional<Wish> firstUnsentOf(String coin) {
        return wishes.get(coin).stream().filter(Wish::isUnsent).findFirst();
    }

    private Optional<Wish> suspectInFlight() {
        return first(
                wish -> wish.isInFlight() && quarantine.isSuspect(wish.subscription().symbol()));
    }

    /** Returns false if nobody asked for it. */
    boolean onAcknowledged(Message.Acknowledgement acknowledgement) {
        List<Wish> ofCoin = wishes.getOrDefault(acknowledgement.symbol(), List.of());
        Optional<Wish> met =
                ofCoin.stream()
                        .filter(wish -> wish.subscription().isAcknowledgedBy(acknowledgement))
                        .findFirst();
        met.ifPresent(wish -> onAcknowledged(wish, ofCoin));
        return met.isPresent();
    }

    private void onAcknowledged(Wish wish, List<Wish> ofCoin) {
        wish.onAcknowledged();
        if (ofCoin.stream().noneMatch(other -> other.isUnsent() || other.isInFlight())) {
            quarantine.clear(wish.subscription().symbol());
        }
    }

    /** The exchange complains, on a connection that stays open. */
    void onComplaint(String text, long now) {
        Optional<Wish> meant = first(wish -> wish.isInFlight() && wish.isMeantBy(text));
        if (meant.isEmpty()) {
            return;
        }
        Wish wish = meant.get();
        String coin = wish.subscription().symbol();
        if (text.startsWith("Already subscribed")) {
            onAcknowledged(wish, wishes.get(coin));
        } else if (wish.subscription().type().equals("trades")) {
            hold(coin, "the exchange refused its trades: " + text, now);
        } else {
            wish.onRefused();
        }
    }

    /** Subscribes anew to a stream that has gone silent. */
    void renew(String coin, String type) {
        wishes.getOrDefault(coin, List.of()).stream()
                .filter(wish -> wish.isAcknowledged() && wish.subscription().type().equals(type))
                .forEach(
                        wish -> {
                            unsubscribe(wish);
                            wish.reset();
                        });
    }

    /** Why the connection should be given up; a lone suspect is left out instead. */
    Optional<String> complaint(long now) {
        Optional<Wish> overdue = first(wish -> wish.isOverdue(now, ackTimeout));
        if (overdue.isEmpty()) {
            return Optional.empty();
        }
        Subscription subscription = overdue.get().subscription();
        String what =
                "no acknowledgement of " + subscription.type() + " of " + subscription.symbol();
        if (!quarantine.isSuspect(subscription.symbol())) {
            return Optional.of(what);
        }
        hold(subscription.symbol(), what, now);
        return Optional.empty();
    }

    /** The exchange, or the network, has ended the connection. */
    void onLost(String why, long now) {
        Optional<Wish> probed = suspectInFlight();
        if (probed.isPresent()) {
            String coin = probed.get().subscription().symbol();
            hold(coin, "the connection closed on asking for it: " + why, now);
        } else {
            quarantine.suspect(inFlight());
        }
    }

    /**
     * This side has given the connection up. Coins are to blame only if the exchange acknowledged
     * others meanwhile; otherwise it is the connection.
     */
    void onGivenUp() {
        if (first(Wish::isAcknowledged).isPresent()) {
            quarantine.suspect(inFlight());
        }
    }

    private void hold(String coin, String why, long now) {
        wishes.get(coin).stream().filter(Wish::isAcknowledged).forEach(this::unsubscribe);
        wishes.get(coin).forEach(Wish::reset);
        Duration time = quarantine.hold(coin, now);
        onQuarantined.accept(coin, why + "; left out for " + time.toMinutes() + " min");
    }

    private void unsubscribe(Wish wish) {
        farewells.addLast(wish.subscription());
    }

    private Set<String> inFlight() {
        Set<String> coins = new LinkedHashSet<>();
        all().filter(Wish::isInFlight).forEach(wish -> coins.add(wish.subscription().symbol()));
        return coins;
    }

    private Optional<Wish> first(Predicate<Wish> condition) {
        return all().filter(condition).findFirst();
    }

    private Stream<Wish> all() {
        return wishes.values().stream().flatMap(List::stream);
    }
}
