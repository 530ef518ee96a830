package dev.candlewick.sources.websocket.connection;

import java.util.OptionalLong;

/**
 * When to ping, what a pong proves, and when silence means that the connection is dead. Not
 * thread-safe.
 *
 * <p>One ping is on its way at a time, so a pong can only answer that one. While the own side is
 * behind with reading, a pong may be waiting in a buffer, so that time does not count.
 */
public final class Heartbeat {

    /** However fast a replay goes. */
    private static final long SHORTEST_INTERVAL = 100;

    private final long interval;
    private final long deadline;
    private boolean pending;
    private long lastPing;
    private long lastPingFeedTime;
    private long waitingSince;

    public Heartbeat(ConnectionPolicy policy) {
        interval = policy.pingInterval().toMillis();
        deadline = policy.pongDeadline().toMillis();
    }

    public void onOpen(long now, long feedTime) {
        pending = false;
        lastPing = now;
        lastPingFeedTime = feedTime;
    }

    /**
     * By either clock: a replay at 60 times the speed of life is to follow silence as closely as a
     * live feed does.
     */
    public boolean isPingDue(long now, long feedTime) {
        long passed = now - lastPing;
        long passedOnFeed = (feedTime - lastPingFeedTime) / 1_000;
        return !pending
                && (passed >= interval
                        || (passedOnFeed >= interval && passed >= SHORTEST_INTERVAL));
    }

    /**
     * A ping goes out.
     *
     * @param feedTime the feed's clock as it is sent: all that the server sent before will have
     *     been handed over when its pong arrives
     */
    public void onPing(long now, long feedTime) {
        pending = true;
        lastPing = now;
        lastPingFeedTime = feedTime;
        waitingSince = now;
    }

    /** The feed's clock up to which the connection is proven drained; empty without a ping. */
    public OptionalLong onPong() {
        if (!pending) {
            return OptionalLong.empty();
        }
        pending = false;
        return OptionalLong.of(lastPingFeedTime);
    }

    /** The own side is behind with reading. */
    public void onBacklog(long now) {
        waitingSince = now;
    }

    public boolean isDead(long now) {
        return pending && now - waitingSince >= deadline;
    }
}
