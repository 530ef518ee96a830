package dev.candlewick.job.lakereplay;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.sinks.duckdb.StoredCoverage.Whole;
import java.util.ArrayList;
import java.util.List;

/**
 * Which time of a symbol was recorded whole. It is never taken for better than its stored bars say:
 * what none of them calls whole is a gap, as exact as the stored gaps tell.
 *
 * @param whole in order and apart
 * @param gaps in which trades are missing still, by their start
 * @param shortest the shortest interval whose bars judge
 */
record SymbolCoverage(String symbol, List<Whole> whole, List<Gap> gaps, BarInterval shortest) {

    static final String NOT_COLLECTED = "not collected";

    /** Whether any of its time was whole. */
    boolean hasBegun() {
        return !whole.isEmpty();
    }

    long coveredFrom() {
        return whole.get(0).from();
    }

    long coveredTo() {
        return whole.get(whole.size() - 1).to();
    }

    /** The gaps from the start of its coverage to the end of the period. */
    List<Gap> doubts(long to) {
        List<Gap> doubts = new ArrayList<>();
        for (int i = 1; i < whole.size(); i++) {
            doubt(whole.get(i - 1).to(), whole.get(i).from(), doubts);
        }
        if (hasBegun() && coveredTo() < to) {
            doubts.add(gap(coveredTo(), to, Gap.EXPLAINED_BEFORE));
        }
        return doubts;
    }

    /** Stored gaps, and each window that none of them touches. */
    private void doubt(long from, long to, List<Gap> doubts) {
        List<Gap> touching =
                gaps.stream().filter(gap -> gap.gapStart() < to && !gap.endsBy(from)).toList();
        for (Gap gap : touching) {
            long end = gap.gapEnd() == null ? to : Math.min(to, gap.gapEnd());
            doubts.add(gap(Math.max(from, gap.gapStart()), end, Gap.EXPLAINED_BEFORE));
        }
        long start = from;
        for (long open = from; open < to; open = closeOf(open, to)) {
            long at = open;
            long close = closeOf(open, to);
            if (touching.stream().anyMatch(gap -> gap.gapStart() < close && !gap.endsBy(at))) {
                add(start, open, doubts);
                start = close;
            }
        }
        add(start, to, doubts);
    }

    private long closeOf(long open, long to) {
        long length = shortest.micros();
        return Math.min(to, (Math.floorDiv(open, length) + 1) * length);
    }

    private void add(long from, long to, List<Gap> doubts) {
        if (from < to) {
            doubts.add(gap(from, to, NOT_COLLECTED));
        }
    }

    private Gap gap(long from, long to, String reason) {
        return new Gap(symbol, from, to, reason, to, null, null);
    }
}
