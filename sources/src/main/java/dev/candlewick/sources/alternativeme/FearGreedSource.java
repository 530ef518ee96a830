package dev.candlewick.sources.alternativeme;

/**
 * The Fear &amp; Greed index: its whole history at first, then each reading as it arrives. Event
 * time advances between readings, so that a join does not wait for the next poll.
 *
 * <pre>{@code
 * Source<SentimentEvent, ?, ?> source =
 *         FearGreedSource.builder()
 *                 .url("https://api.alternative.me/fng/")
 *                 .pollInterval(Duration.ofHours(1))
 *                 .build();
 * }</pre>
 */
public final class FearGreedSource {

    /** The name of the index in events, tables and metrics. */
    public static final String INDEX_NAME = "fear_and_greed";

    private FearGreedSource() {}

    public static FearGreedSourceBuilder builder() {
        return new FearGreedSourceBuilder();
    }
}
