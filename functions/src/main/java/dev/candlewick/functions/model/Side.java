package dev.candlewick.functions.model;

import java.util.Locale;

/** The aggressor of a trade: who took liquidity. */
public enum Side {
    BUY,
    SELL;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in tables. */
    public String label() {
        return label;
    }
}
