package dev.candlewick.sources.net;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when the next request to a server may be sent: within the rate limit, after back-off, and
 * not while the circuit breaker is open. A 429 halves the limit, down to a tenth; each span of the
 * limit without another restores a tenth. Times are elapsed milliseconds. Not thread-safe.
 */
public final class RequestGate {

    private static final Logger LOG = LoggerFactory.getLogger(RequestGate.class);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int TENTH = 10;

    /** Whether a request may use all of the rate limit. */
    public enum Urgency {
        URGENT,
        /** Leaves a tenth of the limit free for urgent requests. */
        ROUTINE
    }

    private final String server;
    private final RequestPolicy policy;
    private final DoubleSupplier chance;
    private final RateLimiter limiter;
    private final CircuitBreaker breaker;
    private int failures;
    private long backoffUntil = Long.MIN_VALUE;
    private long limitedAt;

    public RequestGate(String server, RequestPolicy policy, DoubleSupplier chance) {
        this.server = server;
        this.policy = policy;
        this.chance = chance;
        this.limiter = new RateLimiter(policy.limit().weight(), policy.limit().span());
        this.breaker =
                new CircuitBreaker(server, policy.breaker().failures(), policy.breaker().openFor());
    }

    /** When a request of this weight may be sent; {@code now} if at once. */
    public long opensAt(int weight, Urgency urgency, long now) {
        int free = urgency == Urgency.URGENT ? 0 : limiter.capacity() / TENTH;
        long allowedAt =
                Math.max(breaker.nextAllowedAt(now), limiter.nextFreeAt(weight, free, now));
        return Math.max(backoffUntil, allowedAt);
    }

    /** Counts a request that is sent now. */
    public void enter(int weight, long now) {
        if (!breaker.tryAcquire(now) || !limiter.tryAcquire(weight, now)) {
            throw new IllegalStateException("The request to " + server + " is sent too early");
        }
    }

    /** A usable answer arrived, which adds this to the weight of its request. */
    public void onSuccess(int extraWeight, long now) {
        if (extraWeight > 0) {
            limiter.charge(extraWeight, now);
        }
        if (isThrottled()) {
            restore(now);
        }
        onRefusal();
    }

    /** By a tenth for each span since it was lowered or restored last. */
    private void restore(long now) {
        long span = policy.limit().span().toMillis();
        int tenths = (int) Math.min(TENTH, (now - limitedAt) / span);
        limitedAt += tenths * span;
        limiter.grow(tenths * Math.max(1, policy.limit().weight() / TENTH));
        if (!isThrottled()) {
            LOG.info("{}: the rate limit is back to {}", server, shown(limiter.capacity()));
        }
    }

    /** The server works, but refused this request for good. */
    public void onRefusal() {
        failures = 0;
        breaker.onSuccess();
    }

    /** A request failed; returns whether to repeat it, once the gate opens again. */
    public boolean onFailure(HttpOutcome outcome, long now) {
        Optional<Duration> pause =
                policy.retry().delay(outcome, failures + 1, chance.getAsDouble());
        if (pause.isEmpty()) {
            onRefusal();
            return false;
        }
        backOff(pause.get(), outcome.describe(), now);
        if (outcome instanceof HttpAnswer answer && answer.status() == TOO_MANY_REQUESTS) {
            throttle(now);
        }
        return true;
    }

    /** An answer arrived that cannot be used. */
    public void onUnusable(String why, long now) {
        backOff(policy.retry().backoff().delay(failures + 1, chance.getAsDouble()), why, now);
    }

    private void backOff(Duration pause, String why, long now) {
        failures++;
        breaker.onFailure(now, why);
        backoffUntil = now + pause.toMillis();
    }

    private void throttle(long now) {
        boolean throttled = isThrottled();
        limitedAt = now;
        limiter.shrink(Math.max(1, policy.limit().weight() / TENTH));
        if (!throttled) {
            LOG.warn(
                    "{}: HTTP 429, too many requests. The rate limit is lowered from {} to {}"
                            + " until requests succeed again",
                    server,
                    policy.limit().weight(),
                    shown(limiter.capacity()));
        }
    }

    private String shown(int weight) {
        return String.format(Locale.ROOT, "%d per %d s", weight, policy.limit().span().toSeconds());
    }

    private boolean isThrottled() {
        return limiter.capacity() < policy.limit().weight();
    }

    /** Failures in a row. */
    public int failures() {
        return failures;
    }

    public CircuitBreaker.State breakerState() {
        return breaker.state();
    }

    /** The weight that a span of the limit may hold at present. */
    public int capacity() {
        return limiter.capacity();
    }
}
