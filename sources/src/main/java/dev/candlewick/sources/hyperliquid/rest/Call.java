package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.hyperliquid.info.InfoRequest;

/** One question to the exchange, and what becomes of those who wanted it asked. */
interface Call {

    InfoRequest request();

    /** Reads an answer that is JSON; with a fault nobody has been answered yet. */
    RestStep read(byte[] body, long now);

    /** It did not get through: everybody waits again. */
    void putBack();

    /**
     * It was refused in a way that may pass. Returns how many have been refused so often that they
     * are given up; the others wait again.
     */
    int putBackRefused(int mostRefusals, long now);

    /** It will never be answered. Returns how many are given up. */
    int giveUp(long now);

    /** For the log. */
    @Override
    String toString();
}
