/**
 * The one operator of a job that asks the exchange by REST.
 *
 * <p>The exchange limits what an address may ask in a minute, so a limiter in every subtask would
 * be none: whoever needs something sends a request down the stream to this operator, which runs
 * once, and gets the answer from its output.
 */
package dev.candlewick.sources.hyperliquid.rest;
