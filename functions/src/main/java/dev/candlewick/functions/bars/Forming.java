package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.BarInterval;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Which open windows are shown while they form.
 *
 * @param intervals none if nothing shows them
 * @param every how far apart the showings of a symbol are
 * @param clock by which that is measured
 */
public record Forming(List<BarInterval> intervals, Duration every, Clock clock)
        implements Serializable {

    /** Open windows are not shown. */
    public static final Forming NONE = new Forming(List.of(), Duration.ZERO, Clock.FEED);

    /** Which clock paces the showings. */
    public enum Clock {
        /** The clock of the feed, which is the wall clock of those who look at a live one. */
        FEED,
        /** Flink's processing time: a recording runs faster than a reader can follow. */
        PROCESSING
    }

    /**
     * The instant that paces a showing, in microseconds.
     *
     * @param receivedAt of the event, by the clock of the feed
     * @param processingTime in milliseconds
     */
    long now(long receivedAt, long processingTime) {
        return clock == Clock.FEED ? receivedAt : processingTime * 1_000;
    }

    /** Whether the feed's clock is the wall clock of those who look. */
    boolean followsTheFeed() {
        return !intervals.isEmpty() && clock == Clock.FEED;
    }

    boolean isDue(long now, long shownAt) {
        return !intervals.isEmpty()
                && (shownAt == Long.MIN_VALUE || now - shownAt >= every.toMillis() * 1_000);
    }
}
