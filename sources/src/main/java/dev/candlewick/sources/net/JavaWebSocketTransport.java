package dev.candlewick.sources.net;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ServerHandshake;
import org.java_websocket.protocols.Protocol;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** WebSocket connections over the Java-WebSocket client; {@code wss} verifies the host's name. */
public final class JavaWebSocketTransport implements WebSocketTransport {

    private static final Logger LOG = LoggerFactory.getLogger(JavaWebSocketTransport.class);

    private final URI target;
    private final Duration connectTimeout;
    private final int maxFrameBytes;

    public JavaWebSocketTransport(URI target, Duration connectTimeout, int maxFrameBytes) {
        this.target = target;
        this.connectTimeout = connectTimeout;
        this.maxFrameBytes = maxFrameBytes;
    }

    @Override
    public Connection open(Listener listener) {
        Client client = new Client(listener);
        client.setTcpNoDelay(true);
        client.setDaemon(true);
        // Liveness is checked by the exchange's own ping.
        client.setConnectionLostTimeout(0);
        client.connect();
        return client;
    }

    private final class Client extends WebSocketClient implements Connection {

        private final Listener listener;
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile boolean opened;
        private volatile String failure;

        private Client(Listener listener) {
            super(
                    target,
                    new Draft_6455(List.of(), List.of(new Protocol("")), maxFrameBytes),
                    Map.of(),
                    Math.toIntExact(connectTimeout.toMillis()));
            this.listener = listener;
        }

        @Override
        public void send(String text) {
            try {
                super.send(text);
            } catch (WebsocketNotConnectedException e) {
                LOG.debug("A frame for a closed connection is dropped: {}", text);
            }
        }

        /**
         * Says goodbye and cuts the connection without waiting for an answer, which a stalled
         * server would never give.
         */
        @Override
        public void close() {
            super.close();
            closeConnection(CloseFrame.ABNORMAL_CLOSE, "closed by this side");
            if (!opened) {
                abandonAttempt();
            }
        }

        /** The client's own close does nothing for a socket that is still on its way. */
        private void abandonAttempt() {
            try {
                Socket socket = getSocket();
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException e) {
                LOG.debug("Closing a socket failed", e);
            }
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            opened = true;
            listener.onOpen();
        }

        @Override
        public void onMessage(String message) {
            listener.onFrame(message.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void onMessage(ByteBuffer message) {
            byte[] payload = new byte[message.remaining()];
            message.get(payload);
            listener.onFrame(payload);
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            boolean neverConnected = code == CloseFrame.NEVER_CONNECTED;
            String why = reason == null || reason.isEmpty() || neverConnected ? failure : reason;
            listener.onClose(
                    code < 1000 ? CloseFrame.ABNORMAL_CLOSE : code, why == null ? "" : why);
        }

        @Override
        public void onError(Exception e) {
            String text = e.getMessage() == null ? "" : ": " + e.getMessage();
            failure = e.getClass().getSimpleName() + text;
        }
    }
}
