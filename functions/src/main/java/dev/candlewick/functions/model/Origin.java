package dev.candlewick.functions.model;

import java.util.Locale;

/** Where a trade, or the values of a bar, came from. */
public enum Origin {
    /** Received live. */
    STREAM,
    /** A trade that the exchange sent again after a subscribe. */
    RESEND,
    /** Replayed from a recording. */
    TAPE,
    /** Read from the historical archive. */
    ARCHIVE,
    /** The exchange's own candle. */
    EXCHANGE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The name in tables. */
    public String label() {
        return label;
    }
}
