package dev.candlewick.functions.model;

/**
 * One reading of a sentiment index and what follows from it. Its key is index and day; the newest
 * row of a key is the one of the newest run, and of that the one of the highest revision.
 *
 * @param readingDate the start of its day, UTC
 * @param providerLabel the provider's own word for the value; its bounds are not ours
 * @param previousValue of the reading before it, whatever its date; null of the first one
 * @param volatility the population standard deviation of the last seven readings, or of as many as
 *     there are, by 100
 * @param firstSeenAt when the first value of the day arrived here
 * @param knownAt from when on everything that the row says may have been known
 * @param revision 0 for the first row of a run, one more for each change of content
 */
public record Sentiment(
        String indexName,
        long readingDate,
        int value,
        String providerLabel,
        Regime regime,
        SentimentSignal signal,
        double contrarianStrength,
        Integer previousValue,
        Trend trend,
        double trendStrength,
        double volatility,
        SelectionPressure pressure,
        long firstSeenAt,
        long knownAt,
        int revision,
        String runId) {}
