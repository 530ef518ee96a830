package dev.candlewick.sources.hyperliquid.rest;

/**
 * An asset that the exchange lists.
 *
 * @param symbol as it is subscribed
 * @param sizeDecimals how many decimals a size has
 * @param delisted whether it trades no more, though its history stays
 * @param onlyIsolated whether it can be traded on isolated margin only
 * @param maxLeverage 0 where the market has no leverage
 */
public record Instrument(
        String symbol, int sizeDecimals, boolean delisted, boolean onlyIsolated, int maxLeverage) {

    /** A spot pair. */
    static Instrument pair(String symbol, int sizeDecimals) {
        return new Instrument(symbol, sizeDecimals, false, false, 0);
    }
}
