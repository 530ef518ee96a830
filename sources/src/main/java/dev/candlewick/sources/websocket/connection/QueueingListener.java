package dev.candlewick.sources.websocket.connection;

import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.net.WebSocketTransport;

/** Stamps what one connection says, in its own thread, and queues it. */
record QueueingListener(FrameQueue queue, int generation, TimeSource time)
        implements WebSocketTransport.Listener {

    @Override
    public void onOpen() {
        queue.put(new Incoming.Opened(generation, time.epochMicros()));
    }

    @Override
    public void onFrame(byte[] payload) {
        queue.put(new Incoming.Frame(generation, payload, time.epochMicros()));
    }

    @Override
    public void onClose(int code, String reason) {
        queue.put(new Incoming.Closed(generation, code, reason));
    }
}
