package dev.candlewick.functions.model;

import java.util.Locale;

/** What a sentiment value says of the market, from the most fearful to the greediest. */
public enum Regime {
    EXTREME_FEAR,
    FEAR,
    NEUTRAL,
    GREED,
    EXTREME_GREED;

    /** The name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
