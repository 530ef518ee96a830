package dev.candlewick.job.letters;

import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Trade;
import java.util.List;

/**
 * Windows of a symbol that trades of dead letters change.
 *
 * @param found the trades, in the order in which they make bars
 * @param doubted spans in which other trades may be missing
 * @param healed gaps in which nothing else is missing any more
 * @param isOver whether event time of the symbol went on beyond it
 */
record ReplayedSpan(
        String symbol,
        long from,
        long to,
        List<Trade> found,
        List<Gap> doubted,
        List<Gap> healed,
        boolean isOver) {}
