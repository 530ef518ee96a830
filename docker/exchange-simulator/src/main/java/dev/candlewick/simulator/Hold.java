package dev.candlewick.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * The subscriptions that must stand before the tape goes on, and until when it waits for them.
 * Guarded by the lock of {@link Exchange}.
 */
final class Hold {

    private final Map<StreamKey, Integer> required = new HashMap<>();
    private final long patienceNanos;
    private long deadlineNanos;

    Hold(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /** Asks for at least as many subscriptions of each stream as are given. */
    void require(Map<StreamKey, Integer> standing, long nowNanos) {
        if (standing.isEmpty() || patienceNanos == 0) {
            return;
        }
        if (required.isEmpty()) {
            deadlineNanos = nowNanos + patienceNanos;
        }
        standing.forEach((stream, count) -> required.merge(stream, count, Math::max));
    }

    /** Asks for these without a limit of time. */
    void requireForever(Map<StreamKey, Integer> subscriptions, long nowNanos) {
        required.putAll(subscriptions);
        deadlineNanos = nowNanos + Long.MAX_VALUE / 2;
    }

    boolean satisfiedBy(Map<StreamKey, Integer> standing) {
        return required.entrySet().stream()
                .allMatch(entry -> standing.getOrDefault(entry.getKey(), 0) >= entry.getValue());
    }

    boolean isEmpty() {
        return required.isEmpty();
    }

    boolean expired(long nowNanos) {
        return nowNanos - deadlineNanos >= 0;
    }

    void extend(long nanos) {
        deadlineNanos += nanos;
    }

    void clear() {
        required.clear();
    }

    @Override
    public String toString() {
        return required.toString();
    }
}
