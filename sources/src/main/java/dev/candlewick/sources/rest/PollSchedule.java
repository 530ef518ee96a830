package dev.candlewick.sources.rest;

import java.time.Duration;

/** When the next attempt is due. Times are elapsed milliseconds. Not thread-safe. */
final class PollSchedule {

    private final PollPolicy policy;
    private long dueAt;
    private long newsAt = Long.MAX_VALUE;
    private long staleAt = Long.MIN_VALUE;

    PollSchedule(PollPolicy policy, long now) {
        this.policy = policy;
        this.dueAt = now;
    }

    long dueAt() {
        return dueAt;
    }

    /** Whether this poll reuses the last answer. */
    boolean isCached(long now) {
        return now < staleAt;
    }

    /** The poll was answered from the cache. */
    void onCached(long now) {
        dueAt = Math.min(now + policy.interval().toMillis(), newsAt);
    }

    /**
     * A usable answer arrived. It is reused no longer than until the next value is announced.
     *
     * @param freshFor after how long that is; null if it is not announced
     */
    void onAnswer(long now, Duration freshFor) {
        newsAt = freshFor == null ? Long.MAX_VALUE : now + freshFor.toMillis();
        staleAt = Math.min(now + policy.cacheTtl().toMillis(), newsAt);
        dueAt = Math.min(now + policy.interval().toMillis(), newsAt);
    }

    /** A stored answer is used; both times count from now. */
    void onStored(long now, long staleAfter, long pollAfter) {
        newsAt = Long.MAX_VALUE;
        staleAt = now + staleAfter;
        dueAt = now + Math.max(staleAfter, pollAfter);
    }

    /** How long from now the answer that has just arrived is used. */
    long staleAfter(long now) {
        return Math.max(0, staleAt - now);
    }

    /** How long it is from now to the next poll. */
    long pollAfter(long now) {
        return Math.max(0, dueAt - now);
    }

    /** The server refused the request; the next attempt is the next regular poll. */
    void onRefusal(long now) {
        dueAt = now + policy.interval().toMillis();
    }
}
