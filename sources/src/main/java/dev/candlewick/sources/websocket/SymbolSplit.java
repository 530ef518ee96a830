package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.SymbolFeedState;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * A coin, and what has to be remembered of its feed.
 *
 * @param state belongs to this split; nobody may change it
 */
public record SymbolSplit(SymbolFeedState state) implements SourceSplit {

    /** A coin of which nothing has been heard. */
    static SymbolSplit fresh(String symbol) {
        return new SymbolSplit(new SymbolFeedState(symbol));
    }

    public String symbol() {
        return state.symbol();
    }

    @Override
    public String splitId() {
        return symbol();
    }
}
