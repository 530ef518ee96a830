package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Gap;
import java.util.ArrayList;
import java.util.List;

/** Which event time of a symbol its feed delivered whole. Mutable keyed state. */
public class CoverageMap {
    /** The start of collection; {@link Long#MAX_VALUE} until it is known. */
    public long coveredFrom = Long.MAX_VALUE;

    public List<Gap> gaps = new ArrayList<>();

    void startAt(long eventTime) {
        coveredFrom = Math.min(coveredFrom, eventTime);
    }

    void addGap(Gap gap) {
        gaps.add(gap);
    }

    /** Whether every trade of {@code [from, to)} was delivered. */
    boolean isWhole(long from, long to) {
        return from >= coveredFrom
                && gaps.stream().noneMatch(gap -> gap.gapStart() < to && !gap.endsBy(from));
    }

    void forgetBefore(long eventTime) {
        gaps.removeIf(gap -> gap.endsBy(eventTime));
    }
}
