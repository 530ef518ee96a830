package dev.candlewick.sources.rest;

import org.apache.flink.api.connector.source.SourceSplit;

/** The one split of a polled resource: the cursor up to which it has been read. */
public record PollingSplit<C>(String splitId, C cursor) implements SourceSplit {}
