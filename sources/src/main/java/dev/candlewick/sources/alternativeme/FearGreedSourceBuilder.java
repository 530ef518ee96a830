package dev.candlewick.sources.alternativeme;

import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.sources.rest.PollPolicy;
import dev.candlewick.sources.rest.PollPorts;
import dev.candlewick.sources.rest.RestPollingSource;
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
    private Duration publicationDelay = Duration.ofMinutes(5);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration tick = Duration.ofSeconds(1);
    private Boundedness boundedness = Boundedness.CONTINUOUS_UNBOUNDED;
    private PollPorts ports;

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

    /** How often to ask, unless the provider announces a new value sooner; 1 h by default. */
    public FearGreedSourceBuilder pollInterval(Duration interval) {
        pollInterval = interval;
        return this;
    }

    /** A poll within this time after an answer does not ask again; 5 min by default. */
    public FearGreedSourceBuilder cacheTtl(Duration ttl) {
        cacheTtl = ttl;
        return this;
    }

    /** Without it every poll asks the provider. */
    public FearGreedSourceBuilder useCache(boolean use) {
        useCache = use;
        return this;
    }

    /** A reading whose arrival nobody saw is known from its date plus this; 5 min by default. */
    public FearGreedSourceBuilder publicationDelay(Duration delay) {
        publicationDelay = delay;
        return this;
    }

    /** How long an answer may take, from connecting to its last byte; 10 s by default. */
    public FearGreedSourceBuilder requestTimeout(Duration timeout) {
        requestTimeout = timeout;
        return this;
    }

    /** How often time is told between polls; 1 s by default. */
    public FearGreedSourceBuilder tick(Duration every) {
        tick = every;
        return this;
    }

    /** Polls once, then ends; the last event says that time has come to its end. */
    public FearGreedSourceBuilder once() {
        boundedness = Boundedness.BOUNDED;
        return this;
    }

    FearGreedSourceBuilder ports(PollPorts other) {
        ports = other;
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
                        .withCacheTtl(useCache ? cacheTtl : Duration.ZERO);
        PollPorts reach = ports == null ? PollPorts.real(requestTimeout, MAX_ANSWER_BYTES) : ports;
        return new RestPollingSource<>(
                new FearGreedIndex(uri, publicationDelay), policy, reach, boundedness);
    }
}
