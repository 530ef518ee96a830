/** Which reader has which coin. */
package dev.candlewick.sources.websocket.enumerator;
