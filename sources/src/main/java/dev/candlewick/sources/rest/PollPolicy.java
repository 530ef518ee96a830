package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.Backoff;
import dev.candlewick.sources.net.RetryPolicy;
import java.io.Serializable;
import java.time.Duration;

/**
 * When to ask, and how often at most.
 *
 * @param interval between polls, unless the resource says that there will be news sooner
 * @param tick how closely event time follows between polls
 * @param cacheTtl how long an answer stands before the provider is asked again; zero: not at all
 * @param retry of failed attempts within a poll
 * @param breaker when to leave the provider alone
 * @param limit of requests
 * @param attemptsOfOnce how often to ask before giving up, if the source polls only once
 */
public record PollPolicy(
        Duration interval,
        Duration tick,
        Duration cacheTtl,
        RetryPolicy retry,
        Breaker breaker,
        Limit limit,
        int attemptsOfOnce)
        implements Serializable {

    /** So many failures in a row, and nothing is sent for so long. */
    public record Breaker(int failures, Duration openFor) implements Serializable {}

    /** So many requests at most within any span of this length. */
    public record Limit(int requests, Duration span) implements Serializable {}

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
     * A careful policy: 60 requests in a minute at most, five failures open the breaker for a
     * minute. Neither back-off nor breaker waits longer than to the next regular poll.
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
                new RetryPolicy(backoff, 3),
                new Breaker(5, shorter(BREAKER_PAUSE, interval)),
                new Limit(60, Duration.ofMinutes(1)),
                4);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    public PollPolicy withTick(Duration other) {
        return new PollPolicy(interval, other, cacheTtl, retry, breaker, limit, attemptsOfOnce);
    }

    public PollPolicy withCacheTtl(Duration other) {
        return new PollPolicy(interval, tick, other, retry, breaker, limit, attemptsOfOnce);
    }

    public PollPolicy withRetry(RetryPolicy other) {
        return new PollPolicy(interval, tick, cacheTtl, other, breaker, limit, attemptsOfOnce);
    }

    public PollPolicy withBreaker(Breaker other) {
        return new PollPolicy(interval, tick, cacheTtl, retry, other, limit, attemptsOfOnce);
    }

    public PollPolicy withLimit(Limit other) {
        return new PollPolicy(interval, tick, cacheTtl, retry, breaker, other, attemptsOfOnce);
    }
}
