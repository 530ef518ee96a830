package dev.candlewick.sources.hyperliquid.archive;

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
        return new NodeTradeLines(origin);
    }

    /**
     * {@code node_fills}.
     *
     * @param continues whether a file of the same kind comes just before, whose reader answers for
     *     the fills that the seam of the two files parts
     */
    public static LineDecoder fills(LineOrigin origin, boolean continues) {
        return new FillLines(origin, continues);
    }

    /** {@code node_fills_by_block}. */
    public static LineDecoder blocks(LineOrigin origin) {
        return new BlockLines(origin);
    }
}
