package dev.candlewick.sources.rest;

import dev.candlewick.sources.net.TimeSource;

/**
 * An instant by both clocks.
 *
 * @param elapsed milliseconds, for deadlines
 * @param epochMicros the time of day
 */
record Moment(long elapsed, long epochMicros) {

    static Moment of(TimeSource time) {
        return new Moment(time.elapsedMillis(), time.epochMicros());
    }
}
