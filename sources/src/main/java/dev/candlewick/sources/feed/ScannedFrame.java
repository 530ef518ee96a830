package dev.candlewick.sources.feed;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import java.util.function.Consumer;

/**
 * Trades of one symbol and UTC day, whole and in the order of their frame, which stand among those
 * of other frames at {@code [from, to)}: at least one.
 */
public record ScannedFrame(String symbol, Origin origin, ScannedTrades trades, int from, int to)
        implements FeedSignal {

    @Override
    public long exchangeTime() {
        long newest = NO_TIME;
        for (int i = from; i < to; i++) {
            newest = Math.max(newest, trades.time(i));
        }
        return newest;
    }

    @Override
    public void tell(SymbolFeed feed, long at, Consumer<FeedEvent> out) {
        if (!feed.onScanned(this, at, out)) {
            alone(at).tell(feed, at, out);
        }
    }

    boolean isInOrder() {
        for (int i = from + 1; i < to; i++) {
            if (trades.time(i) < trades.time(i - 1)) {
                return false;
            }
        }
        return true;
    }

    /** The same as a run of its own. */
    public FeedSignal.Trades alone(long receivedAt) {
        return FeedSignal.Trades.of(trades.run(symbol, origin, from, to, receivedAt));
    }
}
