/**
 * The venue Hyperliquid: its frames as typed messages, the frames a client sends, and what a series
 * of messages proves about a symbol. Pure Java: no threads, no clocks, no Flink, so that live
 * connections, tapes and tests share it.
 */
package dev.candlewick.sources.hyperliquid;
