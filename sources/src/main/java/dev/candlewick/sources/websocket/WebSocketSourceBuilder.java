package dev.candlewick.sources.websocket;

import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.journal.JournalSettings;
import dev.candlewick.sources.json.PriceBound;
import dev.candlewick.sources.websocket.connection.ConnectionPolicy;
import dev.candlewick.sources.websocket.connection.ExchangeLimits;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.connection.QueueBounds;
import dev.candlewick.sources.websocket.connection.Venue;
import dev.candlewick.sources.websocket.enumerator.SymbolChoice;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/** Builds a {@link WebSocketSource}; url and symbols are needed, all else has a default. */
public final class WebSocketSourceBuilder {

    private final Venue venue;
    private URI uri;
    private List<String> symbols = List.of();
    private PriceBound priceBound = PriceBound.of(new BigDecimal("1e9"));
    private Duration outOfOrderness = Duration.ofSeconds(2);
    private FeedClock clock = FeedClock.WALL;
    private String endReason;
    private ConnectionPolicy policy = ConnectionPolicy.DEFAULT;
    private QueueBounds queue = QueueBounds.DEFAULT;
    private ExchangeLimits limits;
    private JournalSettings journal;
    private SymbolChoice choice;
    private int mostChosen;

    WebSocketSourceBuilder(Venue venue) {
        this.venue = venue;
        this.limits = venue.limits();
    }

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

    /** Trades at higher prices are refused; 1e9 by default. */
    public WebSocketSourceBuilder maxPrice(BigDecimal price) {
        return priceBound(PriceBound.of(price));
    }

    /** The same of a bound that may change while the source reads. */
    public WebSocketSourceBuilder priceBound(PriceBound bound) {
        priceBound = bound;
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

    /** Symbols are chosen while the job runs: at most so many, the given ones included. */
    public WebSocketSourceBuilder choice(SymbolChoice symbolChoice, int most) {
        choice = symbolChoice;
        mostChosen = most;
        return this;
    }

    public WebSocketSource build() {
        if (uri == null) {
            throw new IllegalStateException("The WebSocket source needs a url");
        }
        if (symbols.isEmpty() && choice == null) {
            throw new IllegalStateException("The WebSocket source needs at least one symbol");
        }
        venue.check(Math.max(symbols.size(), mostChosen), limits);
        return new WebSocketSource(
                new FeedSettings(
                        uri,
                        venue,
                        priceBound,
                        outOfOrderness,
                        clock,
                        endReason,
                        policy,
                        queue,
                        limits,
                        journal),
                symbols,
                choice);
    }
}
