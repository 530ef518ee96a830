package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Gap;
import java.util.ArrayList;
import java.util.List;

/** Which event time of a symbol its feed delivered whole. Mutable keyed state. */
public class CoverageMap {
    private static final long MILLISECOND = 1_000;

    /** The start of collection; {@link Long#MAX_VALUE} until it is known. */
    public long coveredFrom = Long.MAX_VALUE;

    public List<Gap> gaps = new ArrayList<>();

    void startAt(long eventTime) {
        coveredFrom = Math.min(coveredFrom, eventTime);
    }

    /** The end of the gaps that no kept window can touch. */
    public long forgottenUntil = Long.MIN_VALUE;

    /**
     * Takes in what is said about a gap, in place of what was said before.
     *
     * @param tooLateBefore what is found again of a gap that began earlier may have been too late
     *     for its bars: for them the gap stays
     */
    void update(Gap gap, long tooLateBefore) {
        gaps.removeIf(known -> known.gapStart() == gap.gapStart());
        if (!gap.isHealed() || gap.gapStart() < tooLateBefore) {
            gaps.add(gap);
        }
    }

    /** Whether every trade of {@code [from, to)} was delivered. */
    boolean isWhole(long from, long to) {
        return from >= coveredFrom && !isGapIn(from, to);
    }

    /**
     * Whether the price of a trade still holds at the end of a window in which nothing traded. A
     * gap ends a millisecond after the trade that ends it.
     */
    boolean holdsPrice(long tradeTime, long closeTime) {
        return forgottenUntil <= tradeTime + MILLISECOND
                && !isGapIn(tradeTime + MILLISECOND, closeTime);
    }

    private boolean isGapIn(long from, long to) {
        for (Gap gap : gaps) {
            if (gap.gapStart() < to && !gap.endsBy(from)) {
                return true;
            }
        }
        return false;
    }

    void forgetBefore(long eventTime) {
        for (Gap gap : gaps) {
            if (gap.endsBy(eventTime)) {
                forgottenUntil = Math.max(forgottenUntil, gap.gapEnd());
            }
        }
        gaps.removeIf(gap -> gap.endsBy(eventTime));
    }
}
