package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarInterval;

/** One window of a symbol. */
public record WindowKey(BarInterval interval, long openTime) {

    long closeTime() {
        return openTime + interval.micros();
    }
}
