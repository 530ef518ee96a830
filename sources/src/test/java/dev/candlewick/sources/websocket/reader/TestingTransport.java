package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.net.WebSocketTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The far side of connections, played by a test. */
public final class TestingTransport implements WebSocketTransport {

    private final List<Peer> peers = new ArrayList<>();

    @Override
    public Peer open(Listener listener) {
        Peer peer = new Peer(listener);
        peers.add(peer);
        return peer;
    }

    public int attempts() {
        return peers.size();
    }

    /** The newest connection. */
    public Peer peer() {
        return peers.get(peers.size() - 1);
    }

    /** One connection as the server sees it. */
    public static final class Peer implements Connection {

        private final Listener listener;
        private final List<String> received = new ArrayList<>();
        private boolean closed;

        private Peer(Listener listener) {
            this.listener = listener;
        }

        public void accept() {
            listener.onOpen();
        }

        public void say(String frame) {
            listener.onFrame(frame.getBytes(StandardCharsets.UTF_8));
        }

        public void drop(int code, String reason) {
            listener.onClose(code, reason);
        }

        /** What the client has sent since this was last asked. */
        public List<String> takeReceived() {
            List<String> taken = List.copyOf(received);
            received.clear();
            return taken;
        }

        public boolean isClosedByClient() {
            return closed;
        }

        @Override
        public void send(String text) {
            received.add(text);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
