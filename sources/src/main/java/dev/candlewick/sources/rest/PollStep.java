package dev.candlewick.sources.rest;

import java.time.Duration;
import java.util.List;

/**
 * What one event of the poll adds: records, and the cursor that stands once they are emitted.
 *
 * @param rejected how many of the records are refused input
 * @param fault why an answer is of no use although it came; null if it is
 * @param freshFor after how long there will be something new; null if nobody said
 */
public record PollStep<T, C>(
        List<T> records, C cursor, int rejected, String fault, Duration freshFor) {

    public PollStep {
        records = List.copyOf(records);
    }

    public static <T, C> PollStep<T, C> of(List<T> records, C cursor) {
        return new PollStep<>(records, cursor, 0, null, null);
    }
}
