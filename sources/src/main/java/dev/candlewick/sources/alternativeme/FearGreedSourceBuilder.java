package dev.candlewick.sources.alternativeme;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.sources.net.HttpEnvironment;
import dev.candlewick.sources.rest.PollPolicy;
import dev.candlewick.sources.rest.PollingSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;

/** Builds the source of the Fear &amp; Greed index; everything has a default. */
public final class FearGreedSourceBuilder {

    /** All of the history is about 300 kB. */
    private static final int MAX_ANSWER_BYTES = 4 << 20;

    private URI uri = URI.create("https://api.alternative.me/fng/");
    private Duration pollInterval = Duration.ofHours(1);
    private Duration cacheTtl = Duration.ofMinutes(5);
    private boolean useCache = true;
    private String cacheFolder;
    private Duration publicationDelay = Duration.ofMinutes(5);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration tick = Duration.ofSeconds(1);
    private Boundedness boundedness = Boundedness.CONTINUOUS_UNBOUNDED;
    private HttpEnvironment environment;

    FearGreedSourceBuilder() {}

    /** An {@code http://} or {@code https://} address; the number of readings is appended. */
    public FearGreedSourceBuilder url(String url) {
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not an address: " + url, e);
        }
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "The address of the index begins with http:// or https:// and names a host, unlike "
                            + url);
        }
        return this;
    }

    /** How often to poll, unless the provider announces a new value sooner; 1 h by default. */
    public FearGreedSourceBuilder pollInterval(Duration interval) {
        pollInterval = interval;
        return this;
    }

    /** How long an answer is reused instead of asking again; 5 min by default. */
    public FearGreedSourceBuilder cacheTtl(Duration ttl) {
        cacheTtl = ttl;
        return this;
    }

    /**
     * Where answers are kept for as long as they are reused, so that a restart, or another job of
     * the machine, uses them too; in memory only by default.
     */
    public FearGreedSourceBuilder cacheFolder(String folder) {
        cacheFolder = folder;
        return this;
    }

    /** Without the cache every poll sends a request. */
    public FearGreedSourceBuilder useCache(boolean use) {
        useCache = use;
        return this;
    }

    /**
     * A reading published while no source ran counts as known from its date plus this; 5 min by
     * default.
     */
    public FearGreedSourceBuilder publicationDelay(Duration delay) {
        publicationDelay = delay;
        return this;
    }

    /** How long an answer may take, from connecting to its last byte; 10 s by default. */
    public FearGreedSourceBuilder requestTimeout(Duration timeout) {
        requestTimeout = timeout;
        return this;
    }

    /** How often event time advances between polls; 1 s by default. */
    public FearGreedSourceBuilder tick(Duration every) {
        tick = every;
        return this;
    }

    /** Polls once, then ends; its last event carries the end of time. */
    public FearGreedSourceBuilder once() {
        boundedness = Boundedness.BOUNDED;
        return this;
    }

    FearGreedSourceBuilder environment(HttpEnvironment other) {
        environment = other;
        return this;
    }

    public Source<SentimentEvent, ?, ?> build() {
        if (publicationDelay.isNegative()) {
            throw new IllegalStateException(
                    "The publication delay must be 0 or more, but is " + publicationDelay);
        }
        PollPolicy policy =
                PollPolicy.every(pollInterval)
                        .withTick(tick)
                        .withCacheTtl(useCache ? cacheTtl : Duration.ZERO)
                        .withCacheFolder(useCache ? cacheFolder : null);
        HttpEnvironment http =
                environment == null
                        ? HttpEnvironment.real(requestTimeout, MAX_ANSWER_BYTES)
                        : environment;
        return new PollingSource<>(
                new FearGreedIndex(uri, publicationDelay), policy, http, boundedness);
    }
}
