/**
 * The network: HTTP and WebSocket transports, retry and rate policies, clocks.
 *
 * <p>It depends on neither Flink nor the model. Policies take the time as a parameter; only the
 * {@code System…} and {@code Java…} classes read clocks or open sockets.
 */
package dev.candlewick.sources.net;
