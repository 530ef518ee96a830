package dev.candlewick.functions.model;

import java.math.BigDecimal;

/**
 * One field of a final bar beside the same field of the exchange's candle. Its key is symbol,
 * interval, openTime and field.
 *
 * @param ours null where the field is unknown here
 * @param theirs null where the exchange has no such candle
 * @param checkedAt by the clock of the feed
 */
public record Reconciliation(
        String symbol,
        BarInterval interval,
        long openTime,
        String field,
        BigDecimal ours,
        BigDecimal theirs,
        Verdict verdict,
        long checkedAt) {

    /** How the two compare. */
    public enum Verdict {
        EQUAL,
        /** A high or low that is off by no more than such fields are known to be now and then. */
        TOLERATED,
        DIFFERENT,
        /** The exchange has no candle of the window, though something traded in it. */
        MISSING;

        /** The name in tables. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
