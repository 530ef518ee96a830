package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;

/** What was said last of one window, taken out of {@link NewestBars}. */
final class Newest {
    /** Null before anything was said. */
    String runId;

    int revision;
    PriceSource priceSource;
    Coverage coverage;

    /** See {@link BarContent}. */
    long content;

    /**
     * Whether it claims a whole feed that turned out not to be: a bar that says so ranks lower and
     * can't replace it, but a repaired one can.
     */
    boolean doubted;

    /** Takes a bar in if it is to be emitted, under {@link #revision}. */
    boolean accept(BarRun run, int row) {
        long digest = BarContent.of(run, row);
        if (runId != null && isNoBetter(run, row, digest)) {
            return false;
        }
        revision = run.head().runId().equals(runId) ? revision + 1 : 0;
        runId = run.head().runId();
        priceSource = run.priceSource(row);
        coverage = run.coverage(row);
        content = digest;
        doubted = false;
        return true;
    }

    private boolean isNoBetter(BarRun run, int row, long digest) {
        int before = rank(priceSource, coverage);
        int after = rank(run.priceSource(row), run.coverage(row));
        if (after < before) {
            doubted |= run.priceSource(row) == priceSource && isOfWholeFeed(coverage);
            return true;
        }
        if (after == before && run.coverage(row) == Coverage.REPAIRED && isOfWholeFeed(coverage)) {
            return !doubted;
        }
        boolean same = content == digest;
        doubted &= !same;
        return same;
    }

    static boolean isOfWholeFeed(Coverage coverage) {
        return coverage == Coverage.COMPLETE || coverage == Coverage.QUIET;
    }

    private static int rank(PriceSource priceSource, Coverage coverage) {
        return (priceSource == PriceSource.TRADE ? 2 : 0) + (coverage == Coverage.PARTIAL ? 0 : 1);
    }
}
