package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/**
 * Sends frames as soon as a client connects, up to the next close. It closes on request, once the
 * client has sent what it had to send: a write that meets a closed socket would hide the reason.
 */
final class ScriptedServer extends WebSocketServer implements AutoCloseable {

    /** Closes the connection with this reason. */
    record Close(String reason) {}

    private final CountDownLatch started = new CountDownLatch(1);
    private final List<Object> left;
    private WebSocket client;
    private boolean closes;

    ScriptedServer(List<Object> script) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        left = new ArrayList<>(script);
        setReuseAddr(true);
        start();
    }

    String awaitAddress() throws InterruptedException {
        assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();
        return "ws://127.0.0.1:" + getPort() + "/ws";
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public synchronized void onOpen(WebSocket connection, ClientHandshake handshake) {
        client = connection;
        while (!left.isEmpty() && left.get(0) instanceof String) {
            connection.send((String) left.remove(0));
        }
    }

    /**
     * Closes the connection as the script says, after the client's pong: its writes are in order.
     */
    synchronized void closeNext() {
        closes = true;
        client.sendPing();
    }

    @Override
    public synchronized void onWebsocketPong(WebSocket connection, Framedata pong) {
        super.onWebsocketPong(connection, pong);
        if (closes) {
            closes = false;
            connection.close(1_001, ((Close) left.remove(0)).reason());
        }
    }

    @Override
    public void onMessage(WebSocket connection, String message) {
        // The script is what it is, whatever is asked for.
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket connection, Exception e) {
        throw new IllegalStateException("the scripted server failed", e);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop(1_000);
    }
}
