/**
 * Policies and ports of the network: back-off, pacing, clocks, WebSocket transport.
 *
 * <p>Nothing here knows Flink or the model. The policies are functions of the time that they are
 * given; only the {@code System…} and {@code Java…} classes read clocks or open sockets.
 */
package dev.candlewick.sources.net;
