package dev.candlewick.sources.net;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A weighted sliding window: within any span of the given length at most so much weight is granted.
 * Not thread-safe.
 *
 * <p>What a request turns out to weigh beyond its grant can be {@link #charge charged} afterwards;
 * the window may then be overdrawn, and grants nothing until enough of it has passed. The capacity
 * can shrink and grow back.
 */
public final class RateLimiter {

    private final int fullCapacity;
    private final long spanMillis;
    private final Deque<Grant> grants = new ArrayDeque<>();
    private int capacity;
    private long used;

    private record Grant(long at, int weight) {}

    public RateLimiter(int capacity, Duration span) {
        if (capacity < 1 || span.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "A rate needs a capacity and a span above 0, but got "
                            + capacity
                            + " per "
                            + span);
        }
        this.fullCapacity = capacity;
        this.capacity = capacity;
        this.spanMillis = span.toMillis();
    }

    /** Takes so much weight if there is room for it. */
    public boolean tryAcquire(int weight, long nowMillis) {
        if (nextFreeAt(weight, nowMillis) > nowMillis) {
            return false;
        }
        charge(weight, nowMillis);
        return true;
    }

    /** When so much weight can be granted; now, if at once. */
    public long nextFreeAt(int weight, long nowMillis) {
        return nextFreeAt(weight, 0, nowMillis);
    }

    /** Takes the weight whether there is room for it or not. */
    public void charge(int weight, long nowMillis) {
        grants.addLast(new Grant(nowMillis, weight));
        used += weight;
    }

    /**
     * When so much weight can be granted and leave some free.
     *
     * @param free the weight to leave free, as far as the capacity allows
     */
    public long nextFreeAt(int weight, int free, long nowMillis) {
        if (weight < 1 || weight > capacity) {
            throw new IllegalArgumentException(
                    "A weight must be in 1.." + capacity + ", but is " + weight);
        }
        forgetBefore(nowMillis);
        long excess = used + weight + Math.min(free, capacity - weight) - capacity;
        long freeAt = nowMillis;
        for (Grant grant : grants) {
            if (excess <= 0) {
                break;
            }
            excess -= grant.weight();
            freeAt = grant.at() + spanMillis;
        }
        return freeAt;
    }

    /** Halves the capacity, but not below the least. */
    public void shrink(int least) {
        capacity = Math.min(capacity, Math.max(least, capacity / 2));
    }

    /** Raises the capacity, at most to the one it was created with. */
    public void grow(int by) {
        capacity = Math.min(fullCapacity, capacity + by);
    }

    /** How much is granted within the span at present. */
    public int capacity() {
        return capacity;
    }

    private void forgetBefore(long nowMillis) {
        while (!grants.isEmpty() && nowMillis - grants.peekFirst().at() >= spanMillis) {
            used -= grants.removeFirst().weight();
        }
    }
}
