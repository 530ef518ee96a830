/** Policies of a connection as functions of time. */
package dev.candlewick.sources.websocket.connection;
