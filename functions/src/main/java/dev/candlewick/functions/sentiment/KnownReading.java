package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.SentimentReading;

/** A value of an index, and from when on it may have been known. Mutable state. */
public class KnownReading {
    public long readingDate;
    public int value;
    public long knownAt;

    /**
     * When a reading that changes a known value was known. It can't have been before it arrived,
     * even if it passes for history whose arrival nobody saw.
     */
    static long changedAt(SentimentReading reading) {
        return Math.max(reading.knownAt(), reading.seenAt());
    }
}
