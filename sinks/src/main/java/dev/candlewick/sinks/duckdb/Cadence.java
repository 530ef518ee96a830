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
 * @param rest for each time unit spent on readers, so many go to the stream
 * @param longestRest but no more than this, however slow the machine is
 */
public record Cadence(
        Duration flush,
        Duration publish,
        Duration publishAtLeastApart,
        long recentRows,
        Duration keepReaders,
        int rest,
        Duration longestRest)
        implements Serializable {

    public static final Cadence DEFAULT =
            new Cadence(
                    Duration.ofMillis(200),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(10),
                    20_000,
                    Duration.ofMinutes(10),
                    4,
                    Duration.ofSeconds(2));

    /**
     * Of a recording that is read as fast as it goes: it brings more rows a second than a reader
     * can follow, so that showing them costs the run, and serves few.
     */
    public static final Cadence OF_RECORDINGS =
            new Cadence(
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(30),
                    20_000,
                    Duration.ofMinutes(10),
                    80,
                    Duration.ofSeconds(30));

    /** How long the stream has the writer for itself after readers have had it for so long. */
    long pauseAfter(long showedMillis) {
        long earned = Math.min(rest * showedMillis, longestRest.toMillis());
        return Math.max(flush.toMillis() - showedMillis, earned);
    }
}
