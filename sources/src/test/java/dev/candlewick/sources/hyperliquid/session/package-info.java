/** The conversation with the exchange. */
package dev.candlewick.sources.hyperliquid.session;
