package dev.candlewick.sinks.duckdb;

import java.io.Serializable;
import java.time.Duration;

/**
 * How often the writer does what.
 *
 * @param flush how soon a row is visible
 * @param publish how long the published file is left alone while rows change
 * @param publishAtLeastApart how long it is left alone however many rows change
 * @param recentRows how many changed rows call for a new published file
 * @param keepReaders how long a reader may stay with a file after it was replaced
 */
public record Cadence(
        Duration flush,
        Duration publish,
        Duration publishAtLeastApart,
        long recentRows,
        Duration keepReaders)
        implements Serializable {

    public static final Cadence DEFAULT =
            new Cadence(
                    Duration.ofMillis(500),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10),
                    20_000,
                    Duration.ofMinutes(10));
}
