package dev.candlewick.sources.rest;

import java.time.Duration;
import java.util.List;

/**
 * The records that an answer, a failure or the passing of time produces, and the cursor after them.
 *
 * @param rejected how many of the records are rejected input
 * @param fault why an answer is unusable; null if it is usable
 * @param freshFor after how long the provider announces a new value; null if it does not
 */
public record PollResult<T, C>(
        List<T> records, C cursor, int rejected, String fault, Duration freshFor) {

    public PollResult {
        records = List.copyOf(records);
    }

    public static <T, C> PollResult<T, C> of(List<T> records, C cursor) {
        return new PollResult<>(records, cursor, 0, null, null);
    }
}
