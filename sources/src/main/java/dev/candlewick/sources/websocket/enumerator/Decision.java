package dev.candlewick.sources.websocket.enumerator;

import dev.candlewick.functions.model.Standing;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/** Standings, counted from 1, on their way to a reader, which puts them into the stream. */
public record Decision(long number, List<Standing> standings) implements SourceEvent {

    /** A reader has put the standings into the stream. */
    public record Emitted(long number) implements SourceEvent {}
}
