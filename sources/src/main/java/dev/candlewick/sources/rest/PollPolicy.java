package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.net.RequestPolicy;
import dev.candlewick.sources.net.RetryPolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * When to poll a resource.
 *
 * @param interval between polls, unless the provider announces a new value sooner
 * @param tick how often event time advances between polls
 * @param cacheTtl how long an answer is reused instead of sending a request; zero turns it off
 * @param cacheFolder where answers are kept for that time, for a restart and for other jobs of the
 *     machine; null keeps them in memory only
 * @param requests limit, retries and circuit breaker
 * @param attemptsOfOnce after how many attempts a source that polls once gives up
 */
public record PollPolicy(
        Duration interval,
        Duration tick,
        Duration cacheTtl,
        String cacheFolder,
        RequestPolicy requests,
        int attemptsOfOnce)
        implements Serializable {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), 0.5);
    private static final Duration BREAKER_PAUSE = Duration.ofMinutes(1);

    public PollPolicy {
        requirePositive("poll interval", interval);
        requirePositive("tick", tick);
        if (cacheTtl.isNegative()) {
            throw new IllegalArgumentException(
                    "The time to live of the cache must be 0 or more, but is " + cacheTtl);
        }
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "The " + what + " must be 1 ms or more, but is " + duration);
        }
    }

    /**
     * At most 60 requests in a minute; five failures open the breaker for a minute. Back-off and
     * breaker wait no longer than the interval.
     */
    public static PollPolicy every(Duration interval) {
        Backoff backoff =
                new Backoff(
                        shorter(BACKOFF.first(), interval),
                        shorter(BACKOFF.cap(), interval),
                        BACKOFF.jitter());
        return new PollPolicy(
                interval,
                Duration.ofSeconds(1),
                Duration.ofMinutes(5),
                null,
                new RequestPolicy(
                        new RequestPolicy.Limit(60, Duration.ofMinutes(1)),
                        new RetryPolicy(backoff, 3),
                        new RequestPolicy.Breaker(5, shorter(BREAKER_PAUSE, interval))),
                4);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    public PollPolicy withTick(Duration other) {
        return new PollPolicy(interval, other, cacheTtl, cacheFolder, requests, attemptsOfOnce);
    }

    public PollPolicy withCacheTtl(Duration other) {
        return new PollPolicy(interval, tick, other, cacheFolder, requests, attemptsOfOnce);
    }

    public PollPolicy withCacheFolder(String folder) {
        return new PollPolicy(interval, tick, cacheTtl, folder, requests, attemptsOfOnce);
    }

    public PollPolicy withRequests(RequestPolicy other) {
        return new PollPolicy(interval, tick, cacheTtl, cacheFolder, other, attemptsOfOnce);
    }
}
