package dev.candlewick.job.wiring;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.job.settings.SentimentSettings;
import dev.candlewick.job.settings.Settings;
import dev.candlewick.sources.alternativeme.FearGreedSource;
import dev.candlewick.sources.alternativeme.FearGreedSourceBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.connector.source.Source;

/** Where sentiment comes from; nowhere if the settings turn it off. */
public final class SentimentFeeds {

    /** A bounded run does not wait long for a server that does not answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String CACHE = ".sentiment";

    private SentimentFeeds() {}

    /** The index that the settings name, for as long as the job runs. */
    public static Optional<Source<SentimentEvent, ?, ?>> followed(Settings settings) {
        SentimentSettings sentiment = settings.sentiment();
        return sentiment.enabled()
                ? Optional.of(index(sentiment.url(), settings).build())
                : Optional.empty();
    }

    /** The history that an index has now; without an answer bars stand without readings. */
    public static Optional<Source<SentimentEvent, ?, ?>> askedOnce(URI url, Settings settings) {
        SentimentSettings sentiment = settings.sentiment();
        return sentiment.enabled()
                ? Optional.of(index(url, settings).requestTimeout(PATIENCE).once().build())
                : Optional.empty();
    }

    /** Answers are kept beside the hot store, like everything that can be fetched again. */
    private static FearGreedSourceBuilder index(URI url, Settings settings) {
        SentimentSettings sentiment = settings.sentiment();
        return FearGreedSource.builder()
                .url(url.toString())
                .pollInterval(sentiment.pollInterval())
                .cacheTtl(sentiment.cacheTtl())
                .useCache(sentiment.useCache())
                .cacheFolder(
                        settings.hotStore()
                                .path()
                                .toAbsolutePath()
                                .resolveSibling(CACHE)
                                .toString())
                .publicationDelay(sentiment.publicationDelay());
    }
}
