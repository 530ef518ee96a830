package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import java.util.List;

/** What was said last of a window, but for its content, in one number that is part of the state. */
final class WindowMark {
    /** In the order of these numbers: only add at the end. */
    private static final Coverage[] COVERAGES = {
        Coverage.COMPLETE, Coverage.QUIET, Coverage.PARTIAL, Coverage.REPAIRED
    };

    private static final int REVISION_SHIFT = 32;
    private static final int RUN_SHIFT = 16;
    private static final int MAX_16_BITS = 0xffff;
    private static final int DOUBTED = 1 << 4;
    private static final int MID = 1 << 3;
    private static final int COVERAGE = 7;

    private WindowMark() {}

    /** Of what was said by the run of a number. */
    static long of(Newest newest, int run) {
        return ((long) newest.revision << REVISION_SHIFT)
                | (newest.doubted ? DOUBTED : 0)
                | ofFirst(newest.priceSource, newest.coverage, run);
    }

    /** Of what the run of a number says first of a window. */
    static long ofFirst(PriceSource priceSource, Coverage coverage, int run) {
        int code = 0;
        while (COVERAGES[code] != coverage) {
            code++;
        }
        return ((long) run << RUN_SHIFT) | (priceSource == PriceSource.MID ? MID : 0) | code;
    }

    static void read(long mark, Newest into, List<String> runIds) {
        into.runId = runIds.get((int) ((mark >>> RUN_SHIFT) & MAX_16_BITS));
        into.revision = (int) (mark >>> REVISION_SHIFT);
        into.priceSource = (mark & MID) != 0 ? PriceSource.MID : PriceSource.TRADE;
        into.coverage = coverage(mark);
        into.doubted = (mark & DOUBTED) != 0;
    }

    /** A bar of trades of a feed that was whole, settled, is never changed again. */
    static boolean canBeRepaired(long mark) {
        return (mark & DOUBTED) != 0
                || mark >>> REVISION_SHIFT != 0
                || !Newest.isOfWholeFeed(coverage(mark));
    }

    private static Coverage coverage(long mark) {
        return COVERAGES[(int) (mark & COVERAGE)];
    }
}
