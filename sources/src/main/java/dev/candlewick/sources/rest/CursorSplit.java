package dev.candlewick.sources.rest;

import org.apache.flink.api.connector.source.SourceSplit;

/** The one split of a polled resource: how far it has been read. */
public record CursorSplit<C>(String splitId, C cursor) implements SourceSplit {}
