/** A coin as a split, and its state. */
package dev.candlewick.sources.websocket.split;
