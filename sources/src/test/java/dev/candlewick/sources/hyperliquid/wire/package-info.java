/** Frames of the exchange, good and bad. */
package dev.candlewick.sources.hyperliquid.wire;
