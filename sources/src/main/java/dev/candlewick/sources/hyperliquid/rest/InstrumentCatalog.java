package dev.candlewick.sources.hyperliquid.rest;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The instruments of the exchange, by the lists requested so far. A list is requested with the
 * first of its symbols, then once a day, and sooner for an unknown symbol. Not thread-safe.
 */
final class InstrumentCatalog {

    private static final long MAX_AGE_MILLIS = Duration.ofDays(1).toMillis();
    private static final long MAX_AGE_FOR_UNKNOWN_MILLIS = Duration.ofMinutes(10).toMillis();

    private final Map<InstrumentList, Integer> refusals = new HashMap<>();
    private final Map<InstrumentList, Long> requestedAt = new HashMap<>();
    private final Map<String, Integer> sizeDecimals = new HashMap<>();

    /** The list to request before the candles of the symbol; empty if it is known. */
    Optional<InstrumentList> neededFor(String symbol, long now) {
        InstrumentList listing = InstrumentList.of(symbol);
        long maxAge =
                sizeDecimals.containsKey(symbol) ? MAX_AGE_MILLIS : MAX_AGE_FOR_UNKNOWN_MILLIS;
        Long last = requestedAt.get(listing);
        return last != null && now - last < maxAge ? Optional.empty() : Optional.of(listing);
    }

    void onAnswer(InstrumentList listing, List<Instrument> instruments, long now) {
        instruments.forEach(each -> sizeDecimals.put(each.symbol(), each.sizeDecimals()));
        onEnd(listing, now);
    }

    /** Returns how often in a row the list was refused. */
    int onRefusal(InstrumentList listing) {
        return refusals.merge(listing, 1, Integer::sum);
    }

    /** The list was requested, with or without success, and is left for a while. */
    void onEnd(InstrumentList listing, long now) {
        refusals.remove(listing);
        requestedAt.put(listing, now);
    }

    /** Null if the symbol is unknown. */
    Integer sizeDecimalsOf(String symbol) {
        return sizeDecimals.get(symbol);
    }
}
