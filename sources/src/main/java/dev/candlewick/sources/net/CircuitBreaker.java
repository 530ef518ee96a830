package dev.candlewick.sources.net;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops requests to a server after several failures in a row, then lets single attempts through
 * until one succeeds. It logs one line when it opens and one when it closes, however many attempts
 * fail in between. Not thread-safe.
 */
public final class CircuitBreaker {

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

    public enum State {
        CLOSED,
        OPEN,
        /** One attempt is in flight; its outcome decides. */
        HALF_OPEN
    }

    private final String name;
    private final int failuresToOpen;
    private final long openMillis;
    private State state = State.CLOSED;
    private int failures;
    private long openUntil;

    public CircuitBreaker(String name, int failuresToOpen, Duration openFor) {
        if (failuresToOpen < 1) {
            throw new IllegalArgumentException(
                    "A circuit breaker opens after one failure or more, not " + failuresToOpen);
        }
        this.name = name;
        this.failuresToOpen = failuresToOpen;
        this.openMillis = openFor.toMillis();
    }

    /** Whether an attempt may be made now; its outcome must then be reported. */
    public boolean tryAcquire(long nowMillis) {
        if (state == State.OPEN && nowMillis >= openUntil) {
            state = State.HALF_OPEN;
            LOG.debug("{}: circuit breaker half open, one attempt is made", name);
            return true;
        }
        return state == State.CLOSED;
    }

    /** When the next attempt may be made; {@code nowMillis} if at once. */
    public long nextAllowedAt(long nowMillis) {
        return state == State.OPEN ? Math.max(nowMillis, openUntil) : nowMillis;
    }

    public void onSuccess() {
        if (state != State.CLOSED) {
            LOG.info("{}: circuit breaker closed after {} failures in a row", name, failures);
        }
        state = State.CLOSED;
        failures = 0;
    }

    public void onFailure(long nowMillis, String why) {
        failures++;
        if (state == State.CLOSED && failures >= failuresToOpen) {
            LOG.warn(
                    "{}: circuit breaker open after {} failures in a row, the last: {}."
                            + " One attempt is made every {} ms until one succeeds",
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
