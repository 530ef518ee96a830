package dev.candlewick.sources.tape;

import dev.candlewick.sources.hyperliquid.Message;
import java.util.List;

/** One step of a tape, decoded: what the fetcher hands to the thread that keeps the feeds. */
sealed interface TapeRecord {

    /**
     * A frame.
     *
     * @param file which one it came from
     * @param receivedAt by the clock of the tape
     * @param isTimed whether that was recorded; otherwise it is the newest exchange time so far
     */
    record Frame(int file, long receivedAt, boolean isTimed, List<Message> messages)
            implements TapeRecord {}

    /**
     * A file is read to its end.
     *
     * @param damage what is said of a file that ends in damage; otherwise empty
     */
    record EndOfFile(int file, List<Message> damage) implements TapeRecord {}

    /** All files are read to their end. */
    record EndOfTape() implements TapeRecord {}
}
