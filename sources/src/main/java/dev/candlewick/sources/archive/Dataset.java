package dev.candlewick.sources.archive;

import java.time.Duration;

/** What the archive holds, each in a layout and with lines of its own. */
public enum Dataset {
    /** Rows of figures of every asset, a file a day. */
    ASSET_CONTEXTS("asset_ctxs", Duration.ofDays(1)),
    /** Order books, a file an hour and coin. */
    MARKET_DATA("market_data", Duration.ofHours(1)),
    /** The oldest generation of trades, without ids. */
    NODE_TRADES("node_trades", Duration.ofHours(1)),
    /** Fills, of which two make a trade. */
    NODE_FILLS("node_fills", Duration.ofHours(1)),
    /** The same, a block to a line. */
    NODE_FILLS_BY_BLOCK("node_fills_by_block", Duration.ofHours(1));

    private final String folder;
    private final Duration span;

    Dataset(String folder, Duration span) {
        this.folder = folder;
        this.span = span;
    }

    /** The name of its folder in the archive. */
    public String folder() {
        return folder;
    }

    /** The length of time that one of its files is named after, in microseconds. */
    public long span() {
        return span.toMillis() * 1_000;
    }

    /** Whether bars come from its trades. */
    public boolean holdsTrades() {
        return this == NODE_TRADES || this == NODE_FILLS || this == NODE_FILLS_BY_BLOCK;
    }
}
