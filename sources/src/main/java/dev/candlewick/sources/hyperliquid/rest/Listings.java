package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.hyperliquid.info.Instrument;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the exchange lists, as far as it was asked. A list is asked for when the first of its
 * symbols is, once a day, and sooner for a symbol that may be new. Not thread-safe.
 */
final class Listings {

    private static final long MAX_AGE_MILLIS = Duration.ofDays(1).toMillis();
    private static final long MAX_AGE_FOR_UNKNOWN_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Map<Listing, Integer> refusals = new HashMap<>();
    private final Map<Listing, Long> askedAt = new HashMap<>();
    private final Map<String, Integer> sizeDecimals = new HashMap<>();

    /** The list that has to be asked for before anything is said about the symbol. */
    Optional<Listing> neededFor(String symbol, long now) {
        Listing listing = Listing.of(symbol);
        long maxAge =
                sizeDecimals.containsKey(symbol) ? MAX_AGE_MILLIS : MAX_AGE_FOR_UNKNOWN_MILLIS;
        Long last = askedAt.get(listing);
        return last != null && now - last < maxAge ? Optional.empty() : Optional.of(listing);
    }

    void onAnswer(Listing listing, List<Instrument> instruments, long now) {
        instruments.forEach(each -> sizeDecimals.put(each.symbol(), each.sizeDecimals()));
        onEnd(listing, now);
    }

    /** How often in a row it was refused, this time included. */
    int onRefusal(Listing listing) {
        return refusals.merge(listing, 1, Integer::sum);
    }

    /** No more is asked for a while, whether there was an answer or not. */
    void onEnd(Listing listing, long now) {
        refusals.remove(listing);
        askedAt.put(listing, now);
    }

    /** Null if the exchange did not say. */
    Integer sizeDecimalsOf(String symbol) {
        return sizeDecimals.get(symbol);
    }
}
