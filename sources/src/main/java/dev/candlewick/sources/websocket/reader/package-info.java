/**
 * Reads the coins of one subtask over one connection.
 *
 * <p>The receiver's thread ({@link dev.candlewick.sources.websocket.receiver}) journals and queues;
 * the fetcher's thread ({@link dev.candlewick.sources.websocket.reader.WebSocketSplitReader}) takes
 * what is queued and routes it to the splits; the task's thread ({@link
 * dev.candlewick.sources.websocket.reader.WebSocketRecordEmitter}) is the only one that emits and
 * advances the state of a split.
 */
package dev.candlewick.sources.websocket.reader;
