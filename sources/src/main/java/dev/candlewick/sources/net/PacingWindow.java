package dev.candlewick.sources.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * At most so many permits within any span of the given length. Not thread-safe.
 *
 * <p>It keeps the instant of every permit of the last span, so the limit holds for every span, not
 * only for those that begin on a multiple of its length.
 */
public final class PacingWindow {

    private final int permits;
    private final long spanMillis;
    private final Deque<Long> granted = new ArrayDeque<>();

    public PacingWindow(int permits, Duration span) {
        if (permits < 1) {
            throw new IllegalArgumentException("At least one permit is needed, not " + permits);
        }
        this.permits = permits;
        this.spanMillis = span.toMillis();
    }

    /** Takes a permit if there is one. */
    public boolean tryAcquire(long nowMillis) {
        if (free(nowMillis) == 0) {
            return false;
        }
        granted.addLast(nowMillis);
        return true;
    }

    /** How many permits could be taken at this instant. */
    public int free(long nowMillis) {
        while (!granted.isEmpty() && nowMillis - granted.peekFirst() >= spanMillis) {
            granted.removeFirst();
        }
        return permits - granted.size();
    }

    /** When the next permit is free; now, if one is. */
    public long nextFreeAt(long nowMillis) {
        return free(nowMillis) > 0 ? nowMillis : granted.peekFirst() + spanMillis;
    }
}
