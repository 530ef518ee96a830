package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.websocket.receiver.HandOver;
import dev.candlewick.sources.websocket.receiver.Receiver;
import dev.candlewick.sources.websocket.receiver.ReceiverThread;

/**
 * A receiver at work, and where its reader goes on.
 *
 * @param handOver {@link HandOver#NONE} of a new one
 */
record Reception(ReceiverThread thread, HandOver handOver) {

    Receiver receiver() {
        return thread.receiver();
    }

    /** Null if there is none. */
    FrameJournal journal() {
        return thread.journal();
    }
}
