package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpOutcome;
import java.time.Duration;
import java.util.Optional;

/** When the next attempt is due. Times are elapsed milliseconds. Not thread-safe. */
final class PollSchedule {

    private final PollPolicy policy;
    private long dueAt;
    private long newsAt = Long.MAX_VALUE;
    private long staleAt = Long.MIN_VALUE;
    private int failures;

    PollSchedule(PollPolicy policy, long now) {
        this.policy = policy;
        this.dueAt = now;
    }

    long dueAt() {
        return dueAt;
    }

    /** Whether the last answer still stands at this poll, so that nobody needs to be asked. */
    boolean isCached(long now) {
        return now < staleAt;
    }

    /** The poll was answered from the cache. */
    void onCached(long now) {
        dueAt = Math.min(now + policy.interval().toMillis(), newsAt);
    }

    /**
     * A good answer came. It stands no longer than until there is something new.
     *
     * @param freshFor after how long that is; null if nobody said
     */
    void onAnswer(long now, Duration freshFor) {
        failures = 0;
        newsAt = freshFor == null ? Long.MAX_VALUE : now + freshFor.toMillis();
        staleAt = Math.min(now + policy.cacheTtl().toMillis(), newsAt);
        dueAt = Math.min(now + policy.interval().toMillis(), newsAt);
    }

    /** No answer came, or one that tells of a failure; returns whether it will be retried. */
    boolean onFailure(HttpOutcome outcome, long now, double chance) {
        failures++;
        Optional<Duration> delay = policy.retry().delay(outcome, failures, chance);
        dueAt = now + delay.orElse(policy.interval()).toMillis();
        if (delay.isEmpty()) {
            failures = 0;
        }
        return delay.isPresent();
    }

    /** A successful answer could not be used; whatever damaged it may pass. */
    void onFault(long now, double chance) {
        failures++;
        dueAt = now + policy.retry().backoff().delay(failures, chance).toMillis();
    }

    /** Failed attempts in a row within this poll. */
    int failures() {
        return failures;
    }
}
