package dev.candlewick.job.local;

import java.util.List;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param savepoint where it can go on from, if it was stopped
 * @param failure why it did not end well
 * @param ran whether all of its tasks have run, so that its state was restored
 * @param cutShort whether it was asked to stop, and its savepoint was not there in time
 * @param troubles what was wrong with it at its end, a line each
 */
public record RunResult(
        Counts counts,
        Optional<String> savepoint,
        Optional<Throwable> failure,
        boolean ran,
        boolean cutShort,
        List<String> troubles) {}
