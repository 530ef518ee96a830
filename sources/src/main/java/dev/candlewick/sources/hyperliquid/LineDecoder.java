package dev.candlewick.sources.hyperliquid;

import dev.candlewick.functions.model.FeedEvent;
import java.util.function.Consumer;

/**
 * Reads the lines of one file of the archive, in their order. Every line yields what it says or,
 * where it breaks the rules, a dead letter with the line in it, never an exception.
 */
public interface LineDecoder {

    /** Says what the line says of the symbols that are wanted; nothing if it is of others only. */
    void decode(byte[] line, Consumer<FeedEvent> out);

    /** Says what is left to say at the end, or before the file is left. */
    default void end(Consumer<FeedEvent> out) {
        // Most lines stand for themselves.
    }

    /** How many lines at the end of those decoded have not been told yet: 0 or 1. */
    default int held() {
        return 0;
    }

    /** Whether the first line of a file says what is in the others. */
    default boolean hasHeader() {
        return false;
    }
}
