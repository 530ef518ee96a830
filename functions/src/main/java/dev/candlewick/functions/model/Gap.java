package dev.candlewick.functions.model;

/**
 * A span of event time {@code [gapStart, gapEnd)} in which trades of a symbol may have been missed.
 * Its key is symbol and gapStart: a row that comes later says more about the same gap.
 *
 * @param gapEnd null while it is not known: the feed is still away
 * @param reason why, in words
 * @param healedAt when it was known that nothing is missing any more; null while it is open
 * @param healedBy {@code resend}: what the exchange sent again overlapped what was seen, so nothing
 *     was lost; {@code candles}: the exchange's own candles stand for the bars; {@code
 *     dead_letters}: what was refused of it has been put back; {@code archive}: a backfill has read
 *     what was missed; null while it is open
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

    /** Heals by input that was refused at first and is accepted now. */
    public static final String BY_DEAD_LETTERS = "dead_letters";

    /** Heals by a backfill of what was missed. */
    public static final String BY_ARCHIVE = "archive";

    /** The reason of a span that earlier rows explain: it makes bars partial, and is no new row. */
    public static final String EXPLAINED_BEFORE = "explained before";

    /** The reason of a gap that is a choice: candles do not heal it. */
    public static final String LEFT_UNIVERSE = "left the universe";

    /** The same gap, of which nothing is missing any more. */
    public Gap healed(long at, String by) {
        return new Gap(symbol, gapStart, gapEnd, reason, detectedAt, at, by);
    }

    /** The same gap, whose end is known now. */
    public Gap endingAt(long end) {
        return new Gap(symbol, gapStart, end, reason, detectedAt, healedAt, healedBy);
    }

    public boolean isHealed() {
        return healedAt != null;
    }

    /** Whether it is over at an instant. */
    public boolean endsBy(long time) {
        return gapEnd != null && gapEnd <= time;
    }
}
