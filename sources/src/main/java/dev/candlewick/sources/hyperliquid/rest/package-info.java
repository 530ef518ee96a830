/**
 * The operator that sends all REST requests of a job to the exchange.
 *
 * <p>The exchange limits requests by address, so a rate limiter in every subtask would not hold: a
 * job has one such operator, with parallelism 1. Operators that need candles send it requests down
 * the stream and read the answers from its output.
 */
package dev.candlewick.sources.hyperliquid.rest;
