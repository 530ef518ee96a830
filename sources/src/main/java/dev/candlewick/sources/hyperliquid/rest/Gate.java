package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.hyperliquid.info.InfoRequest;
import dev.candlewick.sources.net.CircuitBreaker;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.RateLimiter;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the exchange may be asked: within its limit, which shrinks when it complains and grows back
 * with what it answers; after a pause that grows with failures in a row; and not while the circuit
 * breaker is open. Times are elapsed milliseconds. Not thread-safe.
 */
final class Gate {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final Duration SPAN = Duration.ofMinutes(1);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int STEPS = 10;

    private final RestPolicy policy;
    private final DoubleSupplier chance;
    private final RateLimiter limiter;
    private final CircuitBreaker breaker;
    private int failures;
    private long notBefore = Long.MIN_VALUE;

    Gate(RestPolicy policy, DoubleSupplier chance) {
        this.policy = policy;
        this.chance = chance;
        this.limiter = new RateLimiter(policy.weightPerMinute(), SPAN);
        this.breaker =
                new CircuitBreaker(
                        "the exchange's REST interface",
                        policy.breaker().failures(),
                        policy.breaker().openFor());
    }

    /** When a request of the usual weight may be sent; now, if at once. */
    long opensAt(long now) {
        long allowedAt =
                Math.max(
                        breaker.nextAllowedAt(now),
                        limiter.nextFreeAt(InfoRequest.USUAL_WEIGHT, now));
        return Math.max(notBefore, allowedAt);
    }

    void enter(InfoRequest request, long now) {
        if (!breaker.tryAcquire(now) || !limiter.tryAcquire(request.weight(), now)) {
            throw new IllegalStateException("A request is sent before its time");
        }
    }

    /** A good answer came. */
    void onAnswer(InfoRequest request, int rows, long now) {
        limiter.charge(request.weightOf(rows), now);
        boolean shrunk = isShrunk();
        limiter.grow(policy.weightPerMinute() / STEPS);
        if (shrunk && !isShrunk()) {
            LOG.info(
                    "The exchange lets itself be asked as much as before: {} a minute",
                    limiter.capacity());
        }
        onRefusal();
    }

    /** It answers, though not as one wishes: it is not what ails. */
    void onRefusal() {
        failures = 0;
        breaker.onSuccess();
    }

    /**
     * @param why for the log
     */
    void onFailure(HttpOutcome outcome, String why, long now) {
        failures++;
        breaker.onFailure(now, why);
        Duration pause =
                policy.retry()
                        .delay(outcome, failures, chance.getAsDouble())
                        .orElseGet(
                                () ->
                                        policy.retry()
                                                .backoff()
                                                .delay(failures, chance.getAsDouble()));
        notBefore = now + pause.toMillis();
        if (outcome instanceof HttpAnswer answer && answer.status() == TOO_MANY_REQUESTS) {
            shrink();
        }
    }

    private void shrink() {
        boolean shrunk = isShrunk();
        limiter.shrink(policy.weightPerMinute() / STEPS);
        if (!shrunk) {
            LOG.warn(
                    "The exchange finds itself asked too much (HTTP 429): it is asked {} a minute"
                            + " instead of {}, and less if it complains again, until it answers",
                    limiter.capacity(),
                    policy.weightPerMinute());
        }
    }

    private boolean isShrunk() {
        return limiter.capacity() < policy.weightPerMinute();
    }

    CircuitBreaker.State breakerState() {
        return breaker.state();
    }

    /** How much is asked within a minute at most, at present. */
    int weightLimit() {
        return limiter.capacity();
    }
}
