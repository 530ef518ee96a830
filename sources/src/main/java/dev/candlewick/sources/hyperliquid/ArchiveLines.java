package dev.candlewick.sources.hyperliquid;

/**
 * The decoders of the archive's data sets. A decoder keeps what one file says: it takes only one.
 */
public final class ArchiveLines {

    private ArchiveLines() {}

    /** {@code market_data}: order books of one coin. */
    public static LineDecoder books(LineOrigin origin) {
        return new BookLines(origin);
    }

    /** {@code asset_ctxs}. */
    public static LineDecoder contexts(LineOrigin origin) {
        return new ContextLines(origin);
    }

    /** {@code node_trades}. */
    public static LineDecoder nodeTrades(LineOrigin origin) {
        return new NodeTradeLines(origin, new CoinFilter(origin.wanted()));
    }

    /** {@code node_fills} and {@code node_fills_by_block}. */
    public static LineDecoder fills(String dataset, LineOrigin origin) {
        return new FillLines(dataset, origin, new CoinFilter(origin.wanted()));
    }
}
