package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.FeedPhase;
import dev.candlewick.sources.hyperliquid.SymbolFeedState;
import dev.candlewick.sources.journal.JournalPosition;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A coin, and what has to be remembered of its feed; or all the streams that belong to no coin,
 * whose feed remembers nothing.
 *
 * @param state belongs to this split; nobody may change it
 * @param position up to where in the journal the state knows; {@link JournalPosition#NONE} where
 *     nothing is journalled
 */
public record SymbolSplit(SymbolFeedState state, JournalPosition position) implements SourceSplit {

    /** Stands for a coin where streams belong to none; no coin has an empty name. */
    static final String NO_COIN = "";

    /** For logs. */
    static String shown(String symbol) {
        return symbol.equals(NO_COIN) ? "(streams of no coin)" : symbol;
    }

    /** A coin of which nothing has been heard. */
    static SymbolSplit fresh(String symbol) {
        return new SymbolSplit(new SymbolFeedState(symbol), JournalPosition.NONE);
    }

    public String symbol() {
        return state.symbol();
    }

    /** Whether no checkpoint knows anything of it. */
    boolean isFresh() {
        return state.phase() == FeedPhase.NEW && position.equals(JournalPosition.NONE);
    }

    @Override
    public String splitId() {
        return symbol();
    }
}
