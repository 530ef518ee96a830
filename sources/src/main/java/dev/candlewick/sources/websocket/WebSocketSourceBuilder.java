package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Subscription;
import dev.candlewick.sources.journal.JournalSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;

/** Builds a {@link WebSocketSource}; url and symbols are needed, all else has a default. */
public final class WebSocketSourceBuilder {

    private URI uri;
    private List<String> symbols = List.of();
    private List<Channel> channels = List.of();
    private List<Subscription> streams = List.of();
    private BigDecimal maxPrice = new BigDecimal("1e9");
    private Duration outOfOrderness = Duration.ofSeconds(2);
    private FeedClock clock = FeedClock.WALL;
    private String endReason;
    private ConnectionPolicy policy = ConnectionPolicy.DEFAULT;
    private QueueBounds queue = QueueBounds.DEFAULT;
    private ExchangeLimits limits = ExchangeLimits.HYPERLIQUID;
    private JournalSettings journal;

    WebSocketSourceBuilder() {}

    /** A {@code ws://} or {@code wss://} address. */
    public WebSocketSourceBuilder url(String url) {
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not an address: " + url, e);
        }
        if (uri.getHost() == null || !List.of("ws", "wss").contains(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "A WebSocket address begins with ws:// or wss:// and names a host, unlike "
                            + url);
        }
        return this;
    }

    public WebSocketSourceBuilder symbols(String... names) {
        return symbols(List.of(names));
    }

    /** The exchange's own names, verbatim. */
    public WebSocketSourceBuilder symbols(Collection<String> names) {
        symbols = List.copyOf(new LinkedHashSet<>(names));
        return this;
    }

    public WebSocketSourceBuilder channels(Channel... more) {
        return channels(List.of(more));
    }

    /** Subscribed for every coin besides its trades; exchange times on them move its time. */
    public WebSocketSourceBuilder channels(Collection<Channel> more) {
        channels = new ArrayList<>(new LinkedHashSet<>(more));
        channels.removeIf(channel -> channel.type().equals("trades"));
        return this;
    }

    /** Subscribed once: streams of the whole exchange and of accounts. */
    public WebSocketSourceBuilder streams(Collection<Subscription> ofNoCoin) {
        streams = List.copyOf(new LinkedHashSet<>(ofNoCoin));
        return this;
    }

    /** Trades at higher prices are refused; 1e9 by default. */
    public WebSocketSourceBuilder maxPrice(BigDecimal price) {
        maxPrice = price;
        return this;
    }

    /** How far behind event time a trade may still come; 2 s by default. */
    public WebSocketSourceBuilder outOfOrderness(Duration duration) {
        outOfOrderness = duration;
        return this;
    }

    /** By default {@link FeedClock#WALL}. */
    public WebSocketSourceBuilder clock(FeedClock feedClock) {
        clock = feedClock;
        return this;
    }

    /** A normal close with exactly this reason ends the input; by default nothing does. */
    public WebSocketSourceBuilder endsOnCloseReason(String reason) {
        endReason = reason;
        return this;
    }

    public WebSocketSourceBuilder policy(ConnectionPolicy connectionPolicy) {
        policy = connectionPolicy;
        return this;
    }

    public WebSocketSourceBuilder queue(QueueBounds bounds) {
        queue = bounds;
        return this;
    }

    public WebSocketSourceBuilder limits(ExchangeLimits exchangeLimits) {
        limits = exchangeLimits;
        return this;
    }

    /**
     * Frames are written to a journal before they are read, so that a restart loses none that was
     * received; by default they are not.
     */
    public WebSocketSourceBuilder journal(JournalSettings journalSettings) {
        journal = journalSettings;
        return this;
    }

    public WebSocketSource build() {
        if (uri == null) {
            throw new IllegalStateException("The WebSocket source needs a url");
        }
        if (symbols.isEmpty()) {
            throw new IllegalStateException("The WebSocket source needs at least one symbol");
        }
        refuseWhatTheExchangeRefuses();
        return new WebSocketSource(
                new FeedSettings(
                        uri,
                        channels,
                        streams,
                        maxPrice,
                        outOfOrderness,
                        clock,
                        endReason,
                        policy,
                        queue,
                        limits,
                        journal),
                symbols);
    }

    private void refuseWhatTheExchangeRefuses() {
        int subscriptions = symbols.size() * (1 + channels.size()) + streams.size();
        if (subscriptions > limits.subscriptions()) {
            throw new IllegalStateException(
                    "%d symbols with %d channels each and %d other streams are %d subscriptions, but the exchange allows %d from one IP address"
                            .formatted(
                                    symbols.size(),
                                    1 + channels.size(),
                                    streams.size(),
                                    subscriptions,
                                    limits.subscriptions()));
        }
        long users =
                streams.stream()
                        .map(Subscription::user)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count();
        if (users > limits.users()) {
            throw new IllegalStateException(
                    "The account streams of %d addresses are wanted, but the exchange allows those of %d from one IP address"
                            .formatted(users, limits.users()));
        }
    }
}
