package dev.candlewick.sources.net;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a server alone that has failed several times in a row, then lets a single attempt find out
 * whether it has recovered. The log has one line when it opens and one when it is closed again,
 * however many attempts fail in between. Not thread-safe.
 */
public final class CircuitBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

    /** How far the server is trusted. */
    public enum State {
        CLOSED,
        OPEN,
        /** One attempt is on its way; its outcome decides. */
        HALF_OPEN
    }

    private final String name;
    private final int failuresToOpen;
    private final long openMillis;
    private State state = State.CLOSED;
    private int failures;
    private long openUntil;

    /**
     * @param name of what it protects, for the log
     * @param failuresToOpen so many in a row open it
     */
    public CircuitBreaker(String name, int failuresToOpen, Duration openFor) {
        if (failuresToOpen < 1) {
            throw new IllegalArgumentException(
                    "A circuit breaker opens after one failure or more, not " + failuresToOpen);
        }
        this.name = name;
        this.failuresToOpen = failuresToOpen;
        this.openMillis = openFor.toMillis();
    }

    /** Whether an attempt may be made now; its outcome must then be told. */
    public boolean tryAcquire(long nowMillis) {
        if (state == State.OPEN && nowMillis >= openUntil) {
            state = State.HALF_OPEN;
            LOG.debug("Circuit breaker of {}: one attempt is let through", name);
            return true;
        }
        return state == State.CLOSED;
    }

    /** When the next attempt may be made; now, if at once. */
    public long nextAllowedAt(long nowMillis) {
        return state == State.OPEN ? Math.max(nowMillis, openUntil) : nowMillis;
    }

    public void onSuccess() {
        if (state != State.CLOSED) {
            LOG.info("Circuit breaker of {}: closed, after {} failures in a row", name, failures);
        }
        state = State.CLOSED;
        failures = 0;
    }

    /**
     * @param why for the log
     */
    public void onFailure(long nowMillis, String why) {
        failures++;
        if (state == State.CLOSED && failures >= failuresToOpen) {
            LOG.warn(
                    "Circuit breaker of {}: open, after {} failures in a row, the last: {}."
                            + " Until it answers again it is tried every {} ms",
                    name,
                    failures,
                    why,
                    openMillis);
        }
        if (state == State.HALF_OPEN || failures >= failuresToOpen) {
            openUntil = nowMillis + openMillis;
            state = State.OPEN;
        }
    }

    public State state() {
        return state;
    }
}
