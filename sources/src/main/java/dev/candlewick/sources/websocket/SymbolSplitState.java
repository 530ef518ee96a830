package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.SymbolFeed;

/** A split that is being read: the changing side of {@link SymbolSplit}. */
final class SymbolSplitState {

    private final SymbolFeed feed;

    SymbolSplitState(SymbolSplit split, long outOfOrdernessMicros) {
        this.feed =
                new SymbolFeed(split.state().copy(), outOfOrdernessMicros, FeedTime.TICK_MICROS);
    }

    SymbolFeed feed() {
        return feed;
    }

    SymbolSplit toSplit() {
        return new SymbolSplit(feed.state().copy());
    }
}
