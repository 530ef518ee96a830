package dev.candlewick.sources.websocket.receiver;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.journal.JournalPosition;
import java.util.List;

/** What a receiver hands to its reader, in the order in which it happened. */
public sealed interface Received {

    /** Where the journal stands after it. */
    JournalPosition after();

    /**
     * What a frame, the connection or its session says.
     *
     * @param at the time of day, epoch microseconds
     * @param frame null where no frame says it
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Heard(long at, List<FeedSignal> signals, byte[] frame, JournalPosition after)
            implements Received {

        int size() {
            return frame == null ? 0 : frame.length;
        }
    }

    /** Frames that only the journal holds. */
    record Stored(JournalPosition from, JournalPosition after) implements Received {}

    /**
     * A split is carried from here on.
     *
     * @param request the number of the request for it
     * @param isConnected whether the connection is open already
     */
    record Joined(int request, String split, boolean isConnected, JournalPosition after)
            implements Received {}
}
