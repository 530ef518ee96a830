package dev.candlewick.functions.model;

import java.util.Locale;

/** What the prices of a bar are made of. */
public enum PriceSource {
    TRADE,
    /** Mid prices of order books, where no trades exist. */
    MID;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in tables. */
    public String label() {
        return label;
    }
}
