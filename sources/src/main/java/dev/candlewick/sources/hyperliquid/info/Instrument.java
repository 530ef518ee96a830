package dev.candlewick.sources.hyperliquid.info;

/**
 * An asset that the exchange lists.
 *
 * @param symbol as it is subscribed
 * @param sizeDecimals how many decimals a size has
 * @param delisted whether it trades no more, though its history stays
 */
public record Instrument(String symbol, int sizeDecimals, boolean delisted) {}
