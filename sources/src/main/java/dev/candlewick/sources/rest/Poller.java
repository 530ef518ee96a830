package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.HttpQuery;
import dev.candlewick.sources.net.RequestGate;
import dev.candlewick.sources.net.RequestGate.Urgency;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * Polls one split, without threads and clocks: decides what to send and when, and what follows from
 * the outcome. Not thread-safe.
 */
final class Poller<T, C> {

    private static final int WEIGHT = 1;
    private static final long MICROS_PER_MILLI = 1_000;

    private final PolledResource<T, C> resource;
    private final PollPolicy policy;
    private final PollMetrics metrics;
    private final PollSchedule schedule;
    private final RequestGate gate;
    private final StoredAnswers stored;
    private HttpQuery sent;
    private C cursor;
    private boolean attempted;
    private boolean over;
    private long tickAt;

    Poller(
            PolledResource<T, C> resource,
            PollPolicy policy,
            PollMetrics metrics,
            DoubleSupplier chance,
            C cursor,
            Moment now) {
        this.resource = resource;
        this.policy = policy;
        this.metrics = metrics;
        this.cursor = resource.onStart(cursor, now.epochMicros());
        this.schedule = new PollSchedule(policy, now.elapsed());
        this.stored = new StoredAnswers(policy.cacheFolder());
        this.gate = new RequestGate(resource.name(), policy.requests(), chance);
    }

    /** When the next attempt may be made, by the schedule and the request gate. */
    long pollDueAt(long now) {
        return Math.max(schedule.dueAt(), gate.opensAt(WEIGHT, Urgency.URGENT, now));
    }

    /**
     * When event time advances next. It stands still until the first attempt has ended, whose
     * answer may hold readings of earlier times.
     */
    long tickDueAt() {
        return attempted ? tickAt : Long.MAX_VALUE;
    }

    /** Starts the poll that is due; empty if it reuses the last answer. */
    Optional<HttpQuery> begin(Moment now) {
        if (schedule.isCached(now.elapsed())) {
            metrics.onCached();
            schedule.onCached(now.elapsed());
            return Optional.empty();
        }
        gate.enter(WEIGHT, now.elapsed());
        sent = resource.request(cursor, now.epochMicros());
        return Optional.of(sent);
    }

    /** What an earlier run, or another job, was answered lately; empty but for the first poll. */
    Optional<PollResult<T, C>> recall(Moment now) {
        if (attempted) {
            return Optional.empty();
        }
        long millis = now.epochMicros() / MICROS_PER_MILLI;
        return stored.of(resource.answeredBy(cursor, now.epochMicros()), millis)
                .flatMap(known -> recalled(known, millis, now));
    }

    private Optional<PollResult<T, C>> recalled(
            StoredAnswers.Stored known, long millis, Moment now) {
        PollResult<T, C> result = resource.onAnswer(cursor, known.answer(), now.epochMicros());
        if (result.fault() != null) {
            return Optional.empty();
        }
        metrics.onCached();
        schedule.onStored(now.elapsed(), known.staleAt() - millis, known.pollAt() - millis);
        over = true;
        return Optional.of(take(result, now));
    }

    private void keep(HttpAnswer answer, Moment now) {
        long millis = now.epochMicros() / MICROS_PER_MILLI;
        stored.keep(
                sent,
                new StoredAnswers.Stored(
                        answer,
                        millis,
                        millis + schedule.staleAfter(now.elapsed()),
                        millis + schedule.pollAfter(now.elapsed())));
    }

    /** The attempt has ended. */
    PollResult<T, C> finish(HttpOutcome outcome, Moment now) {
        HttpAnswer answer = outcome instanceof HttpAnswer came ? came : null;
        if (answer == null || !answer.isSuccess()) {
            return onFailure(outcome, answer, now);
        }
        if (!answer.isJson()) {
            return onFault(
                    resource.onFailure(cursor, answer, now.epochMicros()), answer.describe(), now);
        }
        PollResult<T, C> result = resource.onAnswer(cursor, answer, now.epochMicros());
        if (result.fault() != null) {
            return onFault(result, result.fault(), now);
        }
        metrics.onAnswer();
        gate.onSuccess(0, now.elapsed());
        schedule.onAnswer(now.elapsed(), result.freshFor());
        keep(answer, now);
        over = true;
        return take(result, now);
    }

    private PollResult<T, C> onFailure(HttpOutcome outcome, HttpAnswer answer, Moment now) {
        boolean retried = gate.onFailure(outcome, now.elapsed());
        if (!retried) {
            schedule.onRefusal(now.elapsed());
        }
        metrics.onFailure(outcome.describe(), resource.lastKnown(cursor));
        over = !retried || gate.failures() >= policy.attemptsOfOnce();
        return take(resource.onFailure(cursor, answer, now.epochMicros()), now);
    }

    private PollResult<T, C> onFault(PollResult<T, C> result, String why, Moment now) {
        gate.onUnusable(why, now.elapsed());
        metrics.onFailure(why, resource.lastKnown(cursor));
        over = gate.failures() >= policy.attemptsOfOnce();
        return take(result, now);
    }

    PollResult<T, C> tick(Moment now) {
        return take(resource.onTick(cursor, now.epochMicros()), now);
    }

    private PollResult<T, C> take(PollResult<T, C> result, Moment now) {
        cursor = result.cursor();
        attempted = true;
        tickAt = now.elapsed() + policy.tick().toMillis();
        metrics.onRejected(result.rejected());
        return result;
    }

    /** The final result of a source that polls once. */
    PollResult<T, C> end() {
        return PollResult.of(resource.onEnd(), cursor);
    }

    /** Whether a source that polls once has finished. */
    boolean isOver() {
        return over;
    }
}
