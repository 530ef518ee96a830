package dev.candlewick.sources.hyperliquid.session;

import dev.candlewick.sources.hyperliquid.wire.Subscription;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** All streams, by coin, in the order in which they were made. Not thread-safe. */
final class WantedStreams {

    private final Map<String, List<WantedStream>> byCoin = new LinkedHashMap<>();

    void put(String coin, Collection<Subscription> subscriptions) {
        byCoin.put(
                coin,
                subscriptions.stream().map(wanted -> new WantedStream(coin, wanted)).toList());
    }

    List<WantedStream> remove(String coin) {
        List<WantedStream> gone = byCoin.remove(coin);
        return gone == null ? List.of() : gone;
    }

    boolean isEmpty() {
        return byCoin.isEmpty();
    }

    /** Empty for a coin, or a stream of no coin, that was not asked for. */
    List<WantedStream> of(String coin) {
        return byCoin.getOrDefault(coin, List.of());
    }

    Stream<WantedStream> all() {
        return byCoin.values().stream().flatMap(List::stream);
    }

    Optional<WantedStream> first(Predicate<WantedStream> condition) {
        return all().filter(condition).findFirst();
    }

    Set<String> coinsInFlight() {
        Set<String> coins = new LinkedHashSet<>();
        all().filter(WantedStream::isUnproven).forEach(stream -> coins.add(stream.coin()));
        return coins;
    }
}
