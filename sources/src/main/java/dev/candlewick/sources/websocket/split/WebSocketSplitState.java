package dev.candlewick.sources.websocket.split;

import dev.candlewick.sources.feed.FeedTime;
import dev.candlewick.sources.feed.SymbolFeed;
import dev.candlewick.sources.journal.JournalPosition;

/** A split that is being read: the changing side of {@link WebSocketSplit}. */
public final class WebSocketSplitState {

    private final SymbolFeed feed;
    private JournalPosition position;

    public WebSocketSplitState(WebSocketSplit split, long outOfOrdernessMicros) {
        this.feed =
                new SymbolFeed(
                        split.state().copy(), outOfOrdernessMicros, FeedTime.TICK_MICROS, true);
        this.position = split.position();
    }

    public SymbolFeed feed() {
        return feed;
    }

    /** All that the journal holds up to there has been emitted. */
    public void advance(JournalPosition to) {
        position = to;
    }

    public WebSocketSplit toSplit() {
        return new WebSocketSplit(feed.state().copy(), position);
    }
}
