package dev.candlewick.functions.model;

/**
 * One thing that a poll of a sentiment index brought, in order.
 *
 * @param eventTime how far it is certain what was known: every reading known by then has been
 *     emitted before
 * @param reading only of a {@link Kind#READING}
 * @param deadLetter only of a {@link Kind#REJECTED}
 */
public record SentimentEvent(
        Kind kind,
        String indexName,
        long eventTime,
        SentimentReading reading,
        DeadLetter deadLetter) {

    /** What happened. */
    public enum Kind {
        READING,
        /** Nothing new up to {@code eventTime}, or the provider could not be asked. */
        TIME,
        REJECTED
    }

    public static SentimentEvent reading(SentimentReading reading) {
        return new SentimentEvent(
                Kind.READING, reading.indexName(), reading.knownAt(), reading, null);
    }

    public static SentimentEvent time(String indexName, long eventTime) {
        return new SentimentEvent(Kind.TIME, indexName, eventTime, null, null);
    }

    public static SentimentEvent rejected(String indexName, DeadLetter deadLetter) {
        return new SentimentEvent(Kind.REJECTED, indexName, Long.MIN_VALUE, null, deadLetter);
    }
}
