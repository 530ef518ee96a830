/**
 * The conversation with Hyperliquid over a WebSocket: what is subscribed, how far each subscription
 * has come, and how to tell that a stream is dead.
 */
package dev.candlewick.sources.hyperliquid.session;
