/**
 * Receives for one reader, in a thread of its own: takes frames off the connection, writes them to
 * the journal, keeps the connection alive, and queues what was said for the reader. It waits for
 * the reader only where the journal cannot take more.
 */
package dev.candlewick.sources.websocket.receiver;
