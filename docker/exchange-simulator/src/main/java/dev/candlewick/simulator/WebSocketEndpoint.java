package dev.candlewick.simulator;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.ServerHandshakeBuilder;
import org.java_websocket.server.WebSocketServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The socket side of {@code /ws}: hands connections and their frames on. */
final class WebSocketEndpoint extends WebSocketServer {

    /** What happens on the sockets. */
    interface Listener {
        Session opened(WebSocket socket);

        void received(Session session, String text);

        void closed(Session session);

        boolean refusesHandshake();
    }

    static final String PATH = "/ws";

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketEndpoint.class);
    private static final int STOP_MILLIS = 5_000;

    private final Listener listener;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile Exception failure;

    WebSocketEndpoint(int port, Listener listener) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
        this.listener = listener;
        // The exchange sends no protocol pings of its own.
        setConnectionLostTimeout(0);
        setReuseAddr(true);
        setTcpNoDelay(true);
    }

    /** Throws IllegalStateException when the port cannot be had. */
    void open() throws InterruptedException {
        start();
        if (!ready.await(30, TimeUnit.SECONDS) || failure != null) {
            throw new IllegalStateException(
                    "cannot listen on " + getAddress() + ": choose another port or 0", failure);
        }
    }

    void shut() throws InterruptedException {
        stop(STOP_MILLIS);
        for (Thread decoder : decoders) {
            decoder.interrupt();
            decoder.join(STOP_MILLIS);
        }
    }

    @Override
    public ServerHandshakeBuilder onWebsocketHandshakeReceivedAsServer(
            WebSocket socket, Draft draft, ClientHandshake request) throws InvalidDataException {
        if (!request.getResourceDescriptor().split("\\?", 2)[0].equals(PATH)) {
            throw new InvalidDataException(CloseFrame.REFUSE, "no such path");
        }
        if (listener.refusesHandshake()) {
            throw new InvalidDataException(CloseFrame.TRY_AGAIN_LATER, "refused");
        }
        return super.onWebsocketHandshakeReceivedAsServer(socket, draft, request);
    }

    @Override
    public void onOpen(WebSocket socket, ClientHandshake handshake) {
        socket.setAttachment(listener.opened(socket));
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
        listener.received(socket.getAttachment(), text);
    }

    @Override
    public void onClose(WebSocket socket, int code, String reason, boolean remote) {
        Session session = socket.getAttachment();
        if (session != null) {
            listener.closed(session);
        }
    }

    @Override
    public void onWebsocketPing(WebSocket socket, Framedata ping) {
        Session session = socket.getAttachment();
        if (session == null || session.answersPings()) {
            super.onWebsocketPing(socket, ping);
        }
    }

    @Override
    public void onError(WebSocket socket, Exception e) {
        if (socket == null) {
            failure = e;
            ready.countDown();
        }
        LOG.debug("Socket error", e);
    }

    @Override
    public void onStart() {
        ready.countDown();
    }
}
