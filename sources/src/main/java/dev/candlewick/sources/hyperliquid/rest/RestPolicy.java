package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.net.RequestPolicy;
import dev.candlewick.sources.net.RequestPolicy.Breaker;
import dev.candlewick.sources.net.RequestPolicy.Limit;
import dev.candlewick.sources.net.RetryPolicy;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;

/**
 * How requests are sent to the exchange.
 *
 * @param requests limit, retries and circuit breaker; the exchange weighs a request by its kind and
 *     by the rows it returns
 * @param timeout of one request, from the first packet to the last
 * @param patienceAtEnd how long to wait for an answer after the input has ended, before the rest is
 *     given up
 * @param mostWaiting the longest queue; beyond it the oldest request of the lowest priority is
 *     given up
 */
public record RestPolicy(
        RequestPolicy requests, Duration timeout, Duration patienceAtEnd, int mostWaiting)
        implements Serializable {

    /** Enough for any request after the limit has shrunk to its minimum. */
    public static final int LEAST_WEIGHT_PER_MINUTE = 200;

    public RestPolicy {
        int weight = requests.limit().weight();
        if (weight < LEAST_WEIGHT_PER_MINUTE) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The weight per minute must be %d or more, but is %d",
                            LEAST_WEIGHT_PER_MINUTE,
                            weight));
        }
        if (mostWaiting < 1) {
            throw new IllegalArgumentException(
                    "The queue must hold 1 request or more, but holds " + mostWaiting);
        }
    }

    /** Retries for as long as it takes; at the end of a bounded run, for ten seconds. */
    public static RestPolicy of(int weightPerMinute) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), 0.5);
        return new RestPolicy(
                new RequestPolicy(
                        new Limit(weightPerMinute, Duration.ofMinutes(1)),
                        new RetryPolicy(backoff, 3),
                        new Breaker(5, Duration.ofSeconds(30))),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                20_000);
    }

    RetryPolicy retry() {
        return requests.retry();
    }

    public RestPolicy withRequests(RequestPolicy other) {
        return new RestPolicy(other, timeout, patienceAtEnd, mostWaiting);
    }

    public RestPolicy withTimeout(Duration other) {
        return new RestPolicy(requests, other, patienceAtEnd, mostWaiting);
    }

    public RestPolicy withPatienceAtEnd(Duration other) {
        return new RestPolicy(requests, timeout, other, mostWaiting);
    }
}
