package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.CircuitBreaker;
import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.HttpQuery;
import dev.candlewick.sources.net.RateLimiter;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * One split being polled, without its threads and clocks: what to send and when, and what follows
 * from how it ended. Not thread-safe.
 */
final class Poller<T, C> {

    private static final int WEIGHT = 1;

    private final PolledResource<T, C> resource;
    private final PollPolicy policy;
    private final PollHealth health;
    private final DoubleSupplier chance;
    private final PollSchedule schedule;
    private final CircuitBreaker breaker;
    private final RateLimiter limiter;
    private C cursor;
    private boolean spoken;
    private boolean over;
    private long tickAt;

    Poller(
            PolledResource<T, C> resource,
            PollPolicy policy,
            PollHealth health,
            DoubleSupplier chance,
            C cursor,
            Moment now) {
        this.resource = resource;
        this.policy = policy;
        this.health = health;
        this.chance = chance;
        this.cursor = resource.onStart(cursor, now.epochMicros());
        this.schedule = new PollSchedule(policy, now.elapsed());
        this.breaker =
                new CircuitBreaker(
                        resource.name(), policy.breaker().failures(), policy.breaker().openFor());
        this.limiter = new RateLimiter(policy.limit().requests(), policy.limit().span());
    }

    /** When the next attempt may be made, by schedule, breaker and rate limit. */
    long pollDueAt(long now) {
        long allowedAt = Math.max(breaker.nextAllowedAt(now), limiter.nextFreeAt(WEIGHT, now));
        return Math.max(schedule.dueAt(), allowedAt);
    }

    /**
     * When time is to be told next. Nothing is said before the first attempt has ended: what it
     * brings may have been known all the while.
     */
    long tickDueAt() {
        return spoken ? tickAt : Long.MAX_VALUE;
    }

    /** Begins a poll that is due; empty if the last answer still stands. */
    Optional<HttpQuery> begin(Moment now) {
        if (schedule.isCached(now.elapsed())) {
            health.onCached();
            schedule.onCached(now.elapsed());
            return Optional.empty();
        }
        if (!breaker.tryAcquire(now.elapsed()) || !limiter.tryAcquire(WEIGHT, now.elapsed())) {
            throw new IllegalStateException("A poll begins before it is due");
        }
        return Optional.of(resource.request(cursor, now.epochMicros()));
    }

    /** The attempt has ended. */
    PollStep<T, C> finish(HttpOutcome outcome, Moment now) {
        HttpAnswer answer = outcome instanceof HttpAnswer came ? came : null;
        if (answer == null || !answer.isSuccess()) {
            return onFailure(outcome, answer, now);
        }
        if (!answer.isJson()) {
            return onFault(
                    resource.onFailure(cursor, answer, now.epochMicros()), answer.describe(), now);
        }
        PollStep<T, C> step = resource.onAnswer(cursor, answer, now.epochMicros());
        if (step.fault() != null) {
            return onFault(step, step.fault(), now);
        }
        health.onAnswer();
        breaker.onSuccess();
        schedule.onAnswer(now.elapsed(), step.freshFor());
        over = true;
        return take(step, now);
    }

    private PollStep<T, C> onFailure(HttpOutcome outcome, HttpAnswer answer, Moment now) {
        boolean retried = schedule.onFailure(outcome, now.elapsed(), chance.getAsDouble());
        breaker.onFailure(now.elapsed(), outcome.describe());
        health.onFailure(outcome.describe(), resource.lastKnown(cursor));
        over = !retried || schedule.failures() >= policy.attemptsOfOnce();
        return take(resource.onFailure(cursor, answer, now.epochMicros()), now);
    }

    private PollStep<T, C> onFault(PollStep<T, C> step, String why, Moment now) {
        schedule.onFault(now.elapsed(), chance.getAsDouble());
        breaker.onFailure(now.elapsed(), why);
        health.onFailure(why, resource.lastKnown(cursor));
        over = schedule.failures() >= policy.attemptsOfOnce();
        return take(step, now);
    }

    /** Time passes. */
    PollStep<T, C> tick(Moment now) {
        return take(resource.onTick(cursor, now.epochMicros()), now);
    }

    private PollStep<T, C> take(PollStep<T, C> step, Moment now) {
        cursor = step.cursor();
        spoken = true;
        tickAt = now.elapsed() + policy.tick().toMillis();
        health.onRejected(step.rejected());
        return step;
    }

    /** The last words of a source that polls only once. */
    PollStep<T, C> end() {
        return PollStep.of(resource.onEnd(), cursor);
    }

    /** Whether a source that polls only once has done so. */
    boolean isOver() {
        return over;
    }
}
