/** The exchange's streams as tables: connector {@code hyperliquid}. */
package dev.candlewick.connectors.hyperliquid;
