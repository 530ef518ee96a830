package dev.candlewick.sources.websocket.connection;

/** What a connection hands over, in order. */
public sealed interface Incoming {

    /** Which connection it came from; they are counted from 1. */
    int generation();

    /** What it counts towards the bound of the queue, in bytes. */
    default int size() {
        return 0;
    }

    /**
     * The connection stands.
     *
     * @param at time of day, epoch microseconds
     */
    record Opened(int generation, long at) implements Incoming {}

    /**
     * A frame.
     *
     * @param receivedAt time of day when it came off the socket, epoch microseconds
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Frame(int generation, byte[] payload, long receivedAt) implements Incoming {
        @Override
        public int size() {
            return payload.length;
        }
    }

    /** The connection, or the attempt at it, has ended. */
    record Closed(int generation, int code, String reason) implements Incoming {}
}
