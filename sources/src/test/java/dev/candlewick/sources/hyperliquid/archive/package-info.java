/** Lines of the archive. */
package dev.candlewick.sources.hyperliquid.archive;
