package dev.candlewick.sources.websocket;

import java.util.OptionalLong;

/**
 * When to ping, what a pong proves, and when silence means that the connection is dead. Not
 * thread-safe.
 *
 * <p>One ping is on its way at a time, so a pong can only answer that one. While the own side is
 * behind with reading, a pong may be waiting in a buffer, so that time does not count.
 */
final class Heartbeat {

    private final long intervalMillis;
    private final long deadlineMillis;
    private boolean pending;
    private long lastPing;
    private long waitingSince;
    private long provenAt;

    Heartbeat(ConnectionPolicy policy) {
        intervalMillis = policy.pingInterval().toMillis();
        deadlineMillis = policy.pongDeadline().toMillis();
    }

    void onOpen(long now) {
        pending = false;
        lastPing = now;
    }

    boolean isPingDue(long now) {
        return !pending && now - lastPing >= intervalMillis;
    }

    /**
     * A ping goes out.
     *
     * @param feedTime the feed's clock as it is sent: all that the server sent before will have
     *     been handed over when its pong arrives
     */
    void onPing(long now, long feedTime) {
        pending = true;
        lastPing = now;
        waitingSince = now;
        provenAt = feedTime;
    }

    /** The feed's clock up to which the connection is proven drained; empty if nobody asked. */
    OptionalLong onPong() {
        if (!pending) {
            return OptionalLong.empty();
        }
        pending = false;
        return OptionalLong.of(provenAt);
    }

    /** The own side is behind with reading. */
    void onBacklog(long now) {
        waitingSince = now;
    }

    boolean isDead(long now) {
        return pending && now - waitingSince >= deadlineMillis;
    }
}
