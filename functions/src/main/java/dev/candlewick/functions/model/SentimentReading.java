package dev.candlewick.functions.model;

/**
 * One reading of a sentiment index, as a provider gave it. Its key is index and day.
 *
 * @param readingDate the start of its day, UTC
 * @param value 0 to 100
 * @param providerLabel the provider's own word for the value; its bounds are not ours
 * @param seenAt when it first arrived here
 * @param knownAt from when on anybody may have known it: its arrival if we saw it arrive, its date
 *     plus the publication delay if it was history by then
 */
public record SentimentReading(
        String indexName,
        long readingDate,
        int value,
        String providerLabel,
        long seenAt,
        long knownAt) {}
