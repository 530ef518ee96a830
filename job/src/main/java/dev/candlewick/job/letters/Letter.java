package dev.candlewick.job.letters;

/**
 * A row of {@code dead_letters}.
 *
 * @param receivedAt in epoch microseconds
 * @param channel null where the input did not say
 */
@SuppressWarnings("ArrayRecordComponent") // letters are not compared
record Letter(long receivedAt, String source, String channel, String reason, byte[] payload) {

    /** A trade under the id of another one: which of them is right is still not known. */
    static final String CONFLICTING = "conflicting_trade";

    /** Whether it came over the exchange's socket, now or in a recording. */
    boolean isOfFeed() {
        return payload.length > 0 && !isOfArchive() && !isOfAnswer();
    }

    private boolean isOfArchive() {
        return source.contains("node_trades")
                || source.contains("node_fills")
                || source.contains("market_data")
                || source.contains("asset_ctxs");
    }

    private boolean isOfAnswer() {
        return source.startsWith("http:") || source.startsWith("https:");
    }

    /** Whether it was received live, and not read from a recording. */
    boolean isLive() {
        return source.startsWith("ws:") || source.startsWith("wss:");
    }

    /** Whether trades may be in it. */
    boolean mayHoldTrades() {
        return channel == null || channel.equals("trades");
    }
}
