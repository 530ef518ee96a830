package dev.candlewick.sources.hyperliquid;

import java.util.Locale;

/** Why input was refused: the few names by which dead letters are counted. */
public enum Reason {
    NOT_JSON,
    FRAME_TOO_LARGE,
    /** Nested deeper, or with longer names or values, than any frame of the exchange. */
    LIMIT_EXCEEDED,
    UNKNOWN_SHAPE,
    MISSING_FIELD,
    MISTYPED_FIELD,
    DUPLICATE_FIELD,
    PRICE_OUT_OF_RANGE,
    SIZE_OUT_OF_RANGE,
    TIME_OUT_OF_RANGE,
    BAD_SYMBOL,
    OHLC_OUT_OF_ORDER,
    /** Values without names, where the names are not known or not as many. */
    NAMES_UNKNOWN,
    /** So much of one frame was refused that the rest of it is kept as a single dead letter. */
    TOO_MANY_REJECTED,
    /** A tape could be read no further. */
    DAMAGED_FILE;

    /** The name in tables and counters. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
