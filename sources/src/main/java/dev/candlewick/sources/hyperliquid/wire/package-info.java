/**
 * The frames of Hyperliquid: those of the exchange as typed messages, and those that a client
 * sends. Pure Java: no threads, no clocks, no Flink.
 */
package dev.candlewick.sources.hyperliquid.wire;
