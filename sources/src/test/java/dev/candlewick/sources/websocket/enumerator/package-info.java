/** Distribution of coins. */
package dev.candlewick.sources.websocket.enumerator;
