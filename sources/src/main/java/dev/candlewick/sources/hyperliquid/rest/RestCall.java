package dev.candlewick.sources.hyperliquid.rest;

/** One request to the exchange, on behalf of one or more pending requests. */
interface RestCall {

    InfoRequest request();

    /** Reads a JSON answer; if it is unusable, no pending request is answered. */
    RestResult read(byte[] body, long now);

    /** Requeues all pending requests after a failed attempt. */
    void putBack();

    /**
     * Requeues the pending requests after an unusable answer, except those refused too often;
     * returns how many those are.
     */
    int putBackRefused(int mostRefusals, long now);

    /** The symbol whose candles it requests; null if it requests no candles. */
    String symbol();

    /** Gives all pending requests up; returns how many. */
    int giveUp(long now);

    /** For the log. */
    @Override
    String toString();
}
