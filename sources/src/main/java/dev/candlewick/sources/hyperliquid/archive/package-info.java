/** The lines of the files in which Hyperliquid's history is kept. */
package dev.candlewick.sources.hyperliquid.archive;
