/** The live feed: a source with a split per coin and one connection per reader. */
package dev.candlewick.sources.websocket;
