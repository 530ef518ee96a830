package dev.candlewick.job.local;

import java.util.Optional;

/**
 * How a run ended.
 *
 * @param savepoint where it can go on from, if it was stopped
 * @param failure why it did not end well
 */
public record RunResult(Counts counts, Optional<String> savepoint, Optional<Throwable> failure) {}
