package dev.candlewick.sources.feed;

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

    /** Just after the newest trade. */
    long end() {
        return newestTime() + MILLISECOND;
    }

    /**
     * Whether a trade is in it that was seen before, so that none after that one is missing. The
     * newest ids that were seen don't count.
     */
    boolean overlaps(SymbolFeedState seen, int newestLeftOut) {
        for (Trade trade : trades) {
            if (seen.hasSeen(trade.tradeId(), newestLeftOut)) {
                return true;
            }
        }
        return false;
    }

    /** The time of the first trade that is new and not older than an instant, or unknown. */
    long firstUnseen(SymbolFeedState seen, long notBefore) {
        for (Trade trade : trades) {
            if (trade.tradeTime() >= notBefore && !seen.hasSeen(trade.tradeId(), 0)) {
                return trade.tradeTime();
            }
        }
        return SymbolFeedState.UNKNOWN;
    }

    /** Unknown if it is empty. */
    long newestTime() {
        long newest = SymbolFeedState.UNKNOWN;
        for (Trade trade : trades) {
            newest = Math.max(newest, trade.tradeTime());
        }
        return newest;
    }

    long oldestTime() {
        return trades.stream().mapToLong(Trade::tradeTime).min().orElseThrow();
    }
}
