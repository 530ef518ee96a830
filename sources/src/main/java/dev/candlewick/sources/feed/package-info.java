/**
 * What a feed says, from any carrier: the signals of a connection, and what they prove about a
 * symbol. No threads, no clocks, no Flink and no venue, so that live connections, recordings and
 * tests share it.
 */
package dev.candlewick.sources.feed;
