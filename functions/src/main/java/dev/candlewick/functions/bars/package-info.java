/**
 * Trades to bars. A symbol's windows are moved by nothing but the order of its own feed events, so
 * the same events give the same bars at any speed, parallelism and number of restarts.
 */
package dev.candlewick.functions.bars;
