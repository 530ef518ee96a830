package dev.candlewick.functions.universe;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * How the universe is chosen.
 *
 * @param size how many assets are collected; pinned ones count, and may exceed it
 * @param pinned always collected
 * @param excluded never collected; no pinned asset may be among them
 * @param hysteresis a member stays until its rank is worse than {@code size} times this
 * @param hold a member stays at least this long, unless it can no longer be traded
 * @param version of the settings, stamped on every standing
 */
public record UniverseRules(
        int size,
        Set<String> pinned,
        Set<String> excluded,
        double hysteresis,
        Duration hold,
        ScoreWeights weights,
        Bounds bounds,
        long version)
        implements Serializable {

    /** A coin leaves this long before its announced delisting. */
    static final Duration DELISTING_LEAD = Duration.ofHours(1);

    /**
     * What an asset must have to be ranked.
     *
     * @param minDayVolume in USD
     * @param maxSpreadBps between the impact prices
     */
    public record Bounds(double minDayVolume, double maxSpreadBps) implements Serializable {
        public static final Bounds DEFAULT = new Bounds(100_000, 100);
    }

    public UniverseRules {
        pinned = Set.copyOf(pinned);
        excluded = Set.copyOf(excluded);
        for (String symbol : pinned) {
            if (excluded.contains(symbol)) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "%s is in universe.symbols and in universe.exclude; keep one",
                                symbol));
            }
        }
    }

    long holdMicros() {
        return hold.toMillis() * 1_000;
    }
}
