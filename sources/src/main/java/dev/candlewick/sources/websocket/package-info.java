/**
 * The live feed: a source with a split per coin and one connection per reader.
 *
 * <p>A transport's thread hands frames to {@link dev.candlewick.sources.websocket.FrameQueue}; the
 * fetcher's thread ({@link dev.candlewick.sources.websocket.WebSocketSplitReader}) takes them,
 * decodes them and keeps the connection alive by policies that are functions of time; the task's
 * thread ({@link dev.candlewick.sources.websocket.FeedRecordEmitter}) is the only one that emits
 * and advances the state of a split.
 */
package dev.candlewick.sources.websocket;
