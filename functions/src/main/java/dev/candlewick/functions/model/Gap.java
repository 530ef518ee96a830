package dev.candlewick.functions.model;

/**
 * A span of event time {@code [gapStart, gapEnd)} in which trades of a symbol may have been missed.
 * Its key is symbol and gapStart: a row that comes later says more about the same gap.
 *
 * @param gapEnd null while it is not known: the feed is still away
 * @param reason why, in words
 * @param healedAt when it was known that nothing is missing any more; null while it is open
 * @param healedBy {@code resend}: what the exchange sent again overlapped what was seen, so nothing
 *     was lost; {@code candles}: the exchange's own candles stand for the bars; {@code archive};
 *     null while it is open
 */
public record Gap(
        String symbol,
        long gapStart,
        Long gapEnd,
        String reason,
        long detectedAt,
        Long healedAt,
        String healedBy) {

    /** Heals by what the exchange sends again. */
    public static final String BY_RESEND = "resend";

    /** Heals by the exchange's own candles. */
    public static final String BY_CANDLES = "candles";

    /** The same gap, of which nothing is missing any more. */
    public Gap healed(long at, String by) {
        return new Gap(symbol, gapStart, gapEnd, reason, detectedAt, at, by);
    }

    public boolean isHealed() {
        return healedAt != null;
    }

    /** Whether it is over at an instant. */
    public boolean endsBy(long time) {
        return gapEnd != null && gapEnd <= time;
    }
}
