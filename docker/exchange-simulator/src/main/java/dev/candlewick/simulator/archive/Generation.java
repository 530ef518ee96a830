package dev.candlewick.simulator.archive;

/** The three ways in which the exchange has archived trades, one after the other. */
public enum Generation {
    /** A line per trade, both sides in it, without trade ids: March to May 2025. */
    NODE_TRADES("node_trades"),
    /** A line per fill, two fills a trade: May to July 2025. */
    NODE_FILLS("node_fills"),
    /** A line per block with all of its fills: since July 2025. */
    NODE_FILLS_BY_BLOCK("node_fills_by_block");

    private final String folder;

    Generation(String folder) {
        this.folder = folder;
    }

    /** Of the hour files. */
    String folder() {
        return folder + "/hourly";
    }
}
