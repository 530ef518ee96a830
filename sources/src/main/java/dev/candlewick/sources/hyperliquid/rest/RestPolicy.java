package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.net.RetryPolicy;
import dev.candlewick.sources.rest.PollPolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * How the exchange is asked.
 *
 * @param weightPerMinute how much may be asked within any minute; the exchange counts a request by
 *     its kind and by the rows it returns
 * @param timeout of one request, from the first packet to the last
 * @param retry of what failed
 * @param breaker when to leave the exchange alone
 * @param patienceAtEnd how long, when the input has ended, to go on without any answer before what
 *     is still to be asked is given up
 * @param mostWaiting requests at once; beyond it the oldest that only checks is given up
 */
public record RestPolicy(
        int weightPerMinute,
        Duration timeout,
        RetryPolicy retry,
        PollPolicy.Breaker breaker,
        Duration patienceAtEnd,
        int mostWaiting)
        implements Serializable {

    /** Enough for a window that has shrunk to its least to let any request through. */
    public static final int LEAST_WEIGHT_PER_MINUTE = 200;

    public RestPolicy {
        if (weightPerMinute < LEAST_WEIGHT_PER_MINUTE) {
            throw new IllegalArgumentException(
                    "The weight per minute must be %d or more, but is %d"
                            .formatted(LEAST_WEIGHT_PER_MINUTE, weightPerMinute));
        }
        if (mostWaiting < 1) {
            throw new IllegalArgumentException(
                    "At least one request has to wait, not " + mostWaiting);
        }
    }

    /** Patient with the exchange, and impatient at the end of a bounded run. */
    public static RestPolicy of(int weightPerMinute) {
        return new RestPolicy(
                weightPerMinute,
                Duration.ofSeconds(10),
                new RetryPolicy(new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0.5), 3),
                new PollPolicy.Breaker(5, Duration.ofSeconds(30)),
                Duration.ofSeconds(10),
                20_000);
    }

    public RestPolicy withRetry(RetryPolicy other) {
        return new RestPolicy(weightPerMinute, timeout, other, breaker, patienceAtEnd, mostWaiting);
    }

    public RestPolicy withBreaker(PollPolicy.Breaker other) {
        return new RestPolicy(weightPerMinute, timeout, retry, other, patienceAtEnd, mostWaiting);
    }

    public RestPolicy withTimeout(Duration other) {
        return new RestPolicy(weightPerMinute, other, retry, breaker, patienceAtEnd, mostWaiting);
    }

    public RestPolicy withPatienceAtEnd(Duration other) {
        return new RestPolicy(weightPerMinute, timeout, retry, breaker, other, mostWaiting);
    }
}
