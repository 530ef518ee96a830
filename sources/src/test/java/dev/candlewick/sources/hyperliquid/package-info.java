/** What the exchange's frames mean, on recorded frames, on damaged ones, and by table. */
package dev.candlewick.sources.hyperliquid;
