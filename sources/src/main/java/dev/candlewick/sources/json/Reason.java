package dev.candlewick.sources.json;

import java.util.Locale;

/** Why input was rejected: the names by which dead letters are counted. */
public enum Reason {
    /** The status of an HTTP answer is not success. */
    HTTP_STATUS,
    /** The content type of an HTTP answer is not JSON; its body is not parsed. */
    NOT_JSON_CONTENT,
    NOT_JSON,
    FRAME_TOO_LARGE,
    /** Nested deeper, or with longer names or values, than any expected input. */
    LIMIT_EXCEEDED,
    UNKNOWN_SHAPE,
    MISSING_FIELD,
    MISTYPED_FIELD,
    DUPLICATE_FIELD,
    PRICE_OUT_OF_RANGE,
    SIZE_OUT_OF_RANGE,
    TIME_OUT_OF_RANGE,
    TRADE_ID_OUT_OF_RANGE,
    BAD_SYMBOL,
    VALUE_NOT_WHOLE,
    VALUE_OUT_OF_RANGE,
    /** A candle of an interval that the exchange does not have. */
    UNKNOWN_INTERVAL,
    /** A candle that begins where none of its interval does. */
    OFF_GRID,
    /** A candle that does not end where its interval does. */
    WRONG_LENGTH,
    OHLC_OUT_OF_ORDER,
    /** Values without names, where the names are unknown or differ in number. */
    NAMES_UNKNOWN,
    /** The provider reports an error of its own. */
    PROVIDER_ERROR,
    NO_DATA,
    /** Another row of the same answer, with a later time, gives the day another value. */
    CONFLICTING_DAY,
    /** So many elements of one input were rejected that the rest is kept as one dead letter. */
    TOO_MANY_REJECTED,
    /** A fill of a trade whose other side is not in its block. */
    ONE_SIDED_FILL,
    /** Fills of one trade that differ in price, size or time. */
    MISMATCHED_FILLS,
    /** A trade of which no side, or both, is said to be the aggressor's. */
    AGGRESSOR_UNKNOWN,
    /** A file of the archive leaves out block numbers regularly. */
    BLOCKS_LEFT_OUT,
    /** A file of the archive that makes no bars holds nothing of a span of time. */
    MISSING_ROWS,
    /** A recording cannot be read any further. */
    DAMAGED_FILE;

    /** The name in tables and counters. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
