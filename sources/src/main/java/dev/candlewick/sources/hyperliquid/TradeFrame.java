package dev.candlewick.sources.hyperliquid;

import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Trade;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A frame of trades of one symbol, oldest first, and what it proves when it is a resend. */
record TradeFrame(List<Trade> trades) {

    private static final long MILLISECOND = 1_000;

    /**
     * Turns a frame around if its times run backwards from end to end; otherwise keeps its order.
     */
    static TradeFrame of(List<Trade> received) {
        if (!runsBackwards(received)) {
            return new TradeFrame(received);
        }
        List<Trade> reversed = new ArrayList<>(received);
        Collections.reverse(reversed);
        return new TradeFrame(reversed);
    }

    private static boolean runsBackwards(List<Trade> trades) {
        boolean falls = false;
        for (int i = 1; i < trades.size(); i++) {
            long step = trades.get(i).tradeTime() - trades.get(i - 1).tradeTime();
            if (step > 0) {
                return false;
            }
            falls |= step < 0;
        }
        return falls;
    }

    boolean isEmpty() {
        return trades.isEmpty();
    }

    /** Just after the oldest trade: others of the same millisecond may be missing. */
    long start() {
        return oldestTime() + MILLISECOND;
    }

    /** Whether a trade that was seen before is in it, so that none after that one is missing. */
    boolean overlaps(SymbolFeedState seen) {
        return trades.stream().anyMatch(trade -> seen.hasSeen(trade.tradeId()));
    }

    /** The span between what was seen and this frame, which does not overlap it. */
    Gap gapAfter(SymbolFeedState seen, long outOfOrderness, long detectedAt) {
        long oldest = oldestTime();
        long from = seen.provenUntil(outOfOrderness);
        return new Gap(
                seen.symbol,
                // A trade older than what was proven, and never seen, shows that the proof failed.
                from == SymbolFeedState.UNKNOWN ? oldest : Math.min(from, oldest),
                start(),
                seen.downReason == null ? "disconnected" : seen.downReason,
                detectedAt,
                null,
                null);
    }

    private long oldestTime() {
        return trades.stream().mapToLong(Trade::tradeTime).min().orElseThrow();
    }
}
