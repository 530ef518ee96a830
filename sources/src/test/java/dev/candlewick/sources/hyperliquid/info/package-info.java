/** Tests of what the info endpoint says. */
package dev.candlewick.sources.hyperliquid.info;
