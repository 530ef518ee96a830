package dev.candlewick.sources.websocket.split;

import dev.candlewick.sources.feed.FeedPhase;
import dev.candlewick.sources.feed.FeedRouter;
import dev.candlewick.sources.feed.SymbolFeedState;
import dev.candlewick.sources.journal.JournalPosition;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A coin, and what has to be remembered of its feed; or all the streams that belong to no coin,
 * whose feed remembers nothing.
 *
 * @param state belongs to this split, and must not be changed
 * @param position up to where in the journal the state knows; {@link JournalPosition#NONE} where
 *     nothing is journalled
 */
public record WebSocketSplit(SymbolFeedState state, JournalPosition position)
        implements SourceSplit {

    /** Stands for a coin where streams belong to none; no coin has an empty name. */
    public static final String NO_COIN = FeedRouter.NO_COIN;

    /** For logs. */
    public static String shown(String symbol) {
        return symbol.equals(NO_COIN) ? "(streams of no coin)" : symbol;
    }

    /** A coin of which nothing has been heard. */
    public static WebSocketSplit fresh(String symbol) {
        return new WebSocketSplit(new SymbolFeedState(symbol), JournalPosition.NONE);
    }

    public String symbol() {
        return state.symbol();
    }

    /** Whether no checkpoint knows anything of it. */
    public boolean isFresh() {
        return state.phase() == FeedPhase.NEW && position.equals(JournalPosition.NONE);
    }

    /** Whether its symbol was collected and is no more. */
    public boolean hasLeft() {
        return state.phase() == FeedPhase.LEFT;
    }

    /** To go on later than the journal reaches: what it holds of the symbol has been read. */
    public WebSocketSplit withoutPosition() {
        return new WebSocketSplit(state, JournalPosition.NONE);
    }

    @Override
    public String splitId() {
        return symbol();
    }
}
