package dev.candlewick.sources.net;

/** The port through which text frames come and go. */
@FunctionalInterface
public interface WebSocketTransport {

    /** Begins to connect and returns at once; the listener hears how it goes. */
    Connection open(Listener listener);

    /** One connection, from the attempt to its end. Thread-safe. */
    interface Connection {

        /** Hands a text frame over without waiting; a frame for a dead connection is dropped. */
        void send(String text);

        /** Ends the connection without waiting; repeating it does no harm. */
        void close();
    }

    /**
     * Called from the transport's thread, never twice at once. A callback that blocks stops the
     * reading of the socket, so that TCP slows the server down.
     */
    interface Listener {

        void onOpen();

        void onFrame(byte[] payload);

        /**
         * The last call, exactly one per connection, also when the attempt to connect failed.
         *
         * @param code as in RFC 6455; 1006 where the peer sent none
         */
        void onClose(int code, String reason);
    }
}
