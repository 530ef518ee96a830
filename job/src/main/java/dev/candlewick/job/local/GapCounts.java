package dev.candlewick.job.local;

import dev.candlewick.functions.quality.OrderBySymbol;
import dev.candlewick.functions.quality.RepairBars;
import dev.candlewick.functions.quality.RouteFeed;

/**
 * What became of the gaps of a feed.
 *
 * @param healedByResend nothing was lost in them
 * @param healedByCandles the exchange's candles stand for their bars
 */
public record GapCounts(long all, long healedByResend, long healedByCandles) {

    public static final GapCounts NONE = new GapCounts(0, 0, 0);

    static GapCounts of(Counts counts) {
        return new GapCounts(
                counts.total(RouteFeed.GAPS) + counts.total(OrderBySymbol.GAPS),
                counts.total(RouteFeed.HEALED_BY_RESEND),
                counts.total(RepairBars.HEALED_GAPS));
    }

    public long open() {
        return all - healedByResend - healedByCandles;
    }
}
