package dev.candlewick.simulator;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends TCP connections as a dying server does, without a WebSocket close frame. What was sent
 * before still arrives: the output is shut down when the send queue is empty, where a plain close
 * could reset the connection and lose it.
 */
final class Breaker {

    private static final Logger LOG = LoggerFactory.getLogger(Breaker.class);
    private static final long DRAIN_POLL_MILLIS = 2;
    private static final int DRAIN_POLLS = 30_000;
    // A close while the client still reads could reset the connection and lose what is on its way.
    private static final long LINGER_MILLIS = 60_000;

    private final ScheduledExecutorService timer;
    private final Counters counters;

    Breaker(ScheduledExecutorService timer, Counters counters) {
        this.timer = timer;
        this.counters = counters;
    }

    void breakUp(Session session) {
        counters.dropped();
        whenDrained(session, DRAIN_POLLS);
    }

    /**
     * Ends a connection as the standard has it: the client answers the close frame and hangs up. To
     * hang up first, with a ping of the client's still unread, would reset the connection.
     */
    void sayGoodbye(WebSocket socket, String reason) {
        CloseFrame goodbye = new CloseFrame();
        goodbye.setCode(CloseFrame.NORMAL);
        goodbye.setReason(reason);
        try {
            socket.sendFrame(goodbye);
        } catch (WebsocketNotConnectedException e) {
            LOG.debug("The client was gone already", e);
        }
        later(() -> socket.closeConnection(CloseFrame.NORMAL, reason), LINGER_MILLIS);
    }

    private void whenDrained(Session session, int pollsLeft) {
        if (session.buffered() > 0 && pollsLeft > 0) {
            later(() -> whenDrained(session, pollsLeft - 1), DRAIN_POLL_MILLIS);
            return;
        }
        shutDownOutput(session);
        later(
                () -> session.socket().closeConnection(CloseFrame.ABNORMAL_CLOSE, "dropped"),
                LINGER_MILLIS);
    }

    private static void shutDownOutput(Session session) {
        if (session.socket() instanceof WebSocketImpl socket
                && socket.getChannel() instanceof SocketChannel channel
                && channel.isOpen()) {
            try {
                channel.shutdownOutput();
            } catch (IOException e) {
                LOG.debug("The client of connection {} was gone already", session.number(), e);
            }
        }
    }

    /** Does nothing any more once the simulator is closing. */
    void later(Runnable action, long millis) {
        try {
            ScheduledFuture<?> unused =
                    timer.schedule(() -> guarded(action), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Closing already", e);
        }
    }

    void every(Runnable action, long millis) {
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(
                        () -> guarded(action), millis, millis, TimeUnit.MILLISECONDS);
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("Failed to close a connection", e);
        }
    }
}
