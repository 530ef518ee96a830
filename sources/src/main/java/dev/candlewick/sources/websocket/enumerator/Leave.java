package dev.candlewick.sources.websocket.enumerator;

import java.util.Set;
import org.apache.flink.api.connector.source.SourceEvent;

/** Asks a reader to stop collecting symbols, a serializable set. */
public record Leave(Set<String> symbols) implements SourceEvent {

    /**
     * A reader has ended the feed of a symbol and holds it no more.
     *
     * @param split what has to be remembered of it, as {@link
     *     dev.candlewick.sources.websocket.split.WebSocketSplitSerializer} writes it
     */
    @SuppressWarnings("ArrayRecordComponent") // a message that is never compared
    public record Done(String symbol, byte[] split) implements SourceEvent {}

    /** The split of a symbol is kept here from now on; the reader need not remember it. */
    public record Acknowledged(String symbol) implements SourceEvent {}
}
