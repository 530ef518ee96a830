package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Subscription;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All wishes, by coin, in the order in which they were made. Not thread-safe. */
final class Wishes {

    private final Map<String, List<Wish>> byCoin = new LinkedHashMap<>();

    void put(String coin, Collection<Subscription> subscriptions) {
        byCoin.put(coin, subscriptions.stream().map(wanted -> new Wish(coin, wanted)).toList());
    }

    List<Wish> remove(String coin) {
        List<Wish> gone = byCoin.remove(coin);
        return gone == null ? List.of() : gone;
    }

    boolean isEmpty() {
        return byCoin.isEmpty();
    }

    /** Empty for a coin, or a stream of no coin, that nobody asked for. */
    List<Wish> of(String coin) {
        return byCoin.getOrDefault(coin, List.of());
    }

    Stream<Wish> all() {
        return byCoin.values().stream().flatMap(List::stream);
    }

    Optional<Wish> first(Predicate<Wish> condition) {
        return all().filter(condition).findFirst();
    }

    Set<String> coinsInFlight() {
        Set<String> coins = new LinkedHashSet<>();
        all().filter(Wish::isInFlight).forEach(wish -> coins.add(wish.coin()));
        return coins;
    }
}
