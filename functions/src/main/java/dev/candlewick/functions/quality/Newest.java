package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;

/** What was said last of one window. Mutable keyed state. */
public class Newest {
    public String runId;
    public int revision;
    public PriceSource priceSource;
    public Coverage coverage;

    /** See {@link BarContent}. */
    public long content;

    /**
     * Whether it claims a whole feed that turned out not to be: a bar that says so ranks lower and
     * can't replace it, but a repaired one can.
     */
    public boolean doubted;

    /** Takes a bar in if it is to be told, under {@link #revision}. */
    boolean accept(Bar bar) {
        if (runId != null && isNoBetter(bar)) {
            return false;
        }
        revision = bar.runId().equals(runId) ? revision + 1 : 0;
        runId = bar.runId();
        priceSource = bar.priceSource();
        coverage = bar.coverage();
        content = BarContent.of(bar);
        doubted = false;
        return true;
    }

    private boolean isNoBetter(Bar bar) {
        int before = rank(priceSource, coverage);
        int after = rank(bar.priceSource(), bar.coverage());
        if (after < before) {
            doubted |= bar.priceSource() == priceSource && isOfWholeFeed(coverage);
            return true;
        }
        if (after == before && bar.coverage() == Coverage.REPAIRED && isOfWholeFeed(coverage)) {
            return !doubted;
        }
        boolean same = content == BarContent.of(bar);
        doubted &= !same;
        return same;
    }

    /** A bar of trades of a feed that was whole, settled, is never changed again. */
    boolean canBeRepaired() {
        return doubted || revision > 0 || !isOfWholeFeed(coverage);
    }

    private static boolean isOfWholeFeed(Coverage coverage) {
        return coverage == Coverage.COMPLETE || coverage == Coverage.QUIET;
    }

    private static int rank(PriceSource priceSource, Coverage coverage) {
        return (priceSource == PriceSource.TRADE ? 2 : 0) + (coverage == Coverage.PARTIAL ? 0 : 1);
    }
}
