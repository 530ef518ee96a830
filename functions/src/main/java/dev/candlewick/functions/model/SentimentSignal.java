package dev.candlewick.functions.model;

import java.util.Locale;

/** What a contrarian would do in a {@link Regime}. */
public enum SentimentSignal {
    STRONG_BUY,
    WEAK_BUY,
    HOLD,
    WEAK_SELL,
    STRONG_SELL;

    /** The name in tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
