/**
 * One connection that is kept up: transport, queue, reconnects, pings; and the seam to an exchange
 * ({@link dev.candlewick.sources.websocket.connection.Venue}).
 */
package dev.candlewick.sources.websocket.connection;
