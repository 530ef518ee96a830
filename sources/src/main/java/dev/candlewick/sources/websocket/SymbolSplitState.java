package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.SymbolFeed;
import dev.candlewick.sources.journal.JournalPosition;

/** A split that is being read: the changing side of {@link SymbolSplit}. */
final class SymbolSplitState {

    private final SymbolFeed feed;
    private JournalPosition position;

    SymbolSplitState(SymbolSplit split, long outOfOrdernessMicros) {
        this.feed =
                new SymbolFeed(split.state().copy(), outOfOrdernessMicros, FeedTime.TICK_MICROS);
        this.position = split.position();
    }

    SymbolFeed feed() {
        return feed;
    }

    /** All that the journal holds up to there has been emitted. */
    void advance(JournalPosition to) {
        position = to;
    }

    SymbolSplit toSplit() {
        return new SymbolSplit(feed.state().copy(), position);
    }
}
