package dev.candlewick.sources.websocket;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** Sends frames at an even pace, once everything is subscribed, for a set time. */
final class LoadServer extends WebSocketServer {

    static final String END = "end of load";

    /** What a client does not take stays here, and the pace is lost. */
    static final int MOST_WAITING = 1_000;

    private static final int SLICES_PER_SECOND = 200;

    private final LoadFrames frames = new LoadFrames();
    private final CountDownLatch started = new CountDownLatch(1);
    private final int expected;
    private int subscribed;
    private volatile WebSocket client;
    private volatile int mostWaiting;
    private long heldUpNanos;

    /**
     * @param expected subscriptions to wait for
     */
    LoadServer(int expected) {
        super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.expected = expected;
        setReuseAddr(true);
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    String awaitAddress() throws InterruptedException {
        started.await(10, TimeUnit.SECONDS);
        return "ws://127.0.0.1:" + getPort() + "/ws";
    }

    @Override
    public synchronized void onMessage(WebSocket connection, String message) {
        if (message.contains("\"ping\"")) {
            connection.send("{\"channel\":\"pong\"}");
            return;
        }
        connection.send("{\"channel\":\"subscriptionResponse\",\"data\":" + message + "}");
        subscribed++;
        if (subscribed == expected) {
            client = connection;
        }
    }

    /**
     * Returns when all has been sent; then the client gets a last frame that says so. Throws
     * IllegalStateException when the client goes before.
     */
    LoadFrames.Sent send(int seconds, int framesPerSecond) {
        while (client == null) {
            LockSupport.parkNanos(1_000_000);
        }
        long start = System.nanoTime();
        long slices = (long) seconds * SLICES_PER_SECOND;
        for (long slice = 0; slice < slices; slice++) {
            long due = start + slice * 1_000_000_000L / SLICES_PER_SECOND;
            mostWaiting = Math.max(mostWaiting, waiting());
            while (System.nanoTime() < due) {
                requireClient();
                LockSupport.parkNanos(200_000);
            }
            requireClient();
            awaitRoom();
            for (int n = 0; n < framesPerSecond / SLICES_PER_SECOND; n++) {
                client.send(frames.next(System.currentTimeMillis()));
            }
        }
        close();
        return frames.sent();
    }

    private void awaitRoom() {
        long since = System.nanoTime();
        while (waiting() > MOST_WAITING) {
            requireClient();
            LockSupport.parkNanos(200_000);
        }
        heldUpNanos += System.nanoTime() - since;
    }

    private void requireClient() {
        if (!client.isOpen()) {
            throw new IllegalStateException(
                    "the client went after %d frames".formatted(frames.sent().frames()));
        }
    }

    /**
     * Leaves closing to the client: a server that closes while a ping is unread resets the
     * connection, and the client then loses what it has not read.
     */
    private void close() {
        CloseFrame end = new CloseFrame();
        end.setCode(CloseFrame.NORMAL);
        end.setReason(END);
        client.sendFrame(end);
    }

    /** The most frames that were not yet written to the network when the next ones were due. */
    int mostWaiting() {
        return mostWaiting;
    }

    /** How long all in all the client did not take what was due. */
    long heldUpNanos() {
        return heldUpNanos;
    }

    /** Frames that are not yet written to the network. */
    int waiting() {
        return client instanceof WebSocketImpl connection ? connection.outQueue.size() : 0;
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
        // It is waited for what the client wants.
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {
        // The benchmark tells by what arrived whether this came too early.
    }

    @Override
    public void onError(WebSocket connection, Exception e) {
        throw new IllegalStateException("the server of the benchmark failed", e);
    }
}
