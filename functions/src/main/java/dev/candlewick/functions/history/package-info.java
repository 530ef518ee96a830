/**
 * The candle history of the members of the universe: which windows to request of the exchange, in
 * which order, each once.
 */
package dev.candlewick.functions.history;
