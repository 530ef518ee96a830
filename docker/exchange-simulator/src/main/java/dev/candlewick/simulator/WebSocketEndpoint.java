package dev.candlewick.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
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

    private final ServerSocketChannel channel;
    private final Listener listener;
    private final CountDownLatch ready = new CountDownLatch(1);
    private volatile Exception failure;

    /** Binds the port; connections are accepted from {@link #open} on. */
    WebSocketEndpoint(String host, int port, Listener listener) {
        this(bind(host, port), listener);
    }

    private WebSocketEndpoint(ServerSocketChannel channel, Listener listener) {
        super(channel);
        this.channel = channel;
        this.listener = listener;
        // The exchange sends no protocol pings of its own.
        setConnectionLostTimeout(0);
        setReuseAddr(true);
        setTcpNoDelay(true);
    }

    /**
     * The library would log a stack trace for a port in use, so it gets one that is bound already.
     */
    private static ServerSocketChannel bind(String host, int port) {
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            return channel.bind(new InetSocketAddress(host, port));
        } catch (IOException | UnresolvedAddressException e) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "cannot listen on %s port %d: %s; choose another port or 0",
                            host,
                            port,
                            e.getMessage()),
                    e);
        }
    }

    void open() throws InterruptedException {
        start();
        if (!ready.await(30, TimeUnit.SECONDS) || failure != null) {
            throw new IllegalStateException("the WebSocket server does not start", failure);
        }
    }

    void unbind() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("The port is free anyway once the process ends", e);
        }
    }

    void shut() throws InterruptedException {
        stop(STOP_MILLIS);
        unbind();
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
