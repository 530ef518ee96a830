package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.fail;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.feed.SingleTrades;
import dev.candlewick.sources.net.JavaWebSocketTransport;
import dev.candlewick.sources.net.SystemTimeSource;
import dev.candlewick.sources.websocket.WebSocketSourceBuilder;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A reader over real sockets to the exchange simulator. */
public final class SimulatedFeed extends FeedUnderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    SimulatedFeed(ExchangeSimulator exchange, WebSocketSourceBuilder source, List<String> symbols) {
        this(
                source.url(exchange.url().toString())
                        .symbols(symbols.isEmpty() ? List.of("any") : symbols)
                        .clock(FeedClock.EXCHANGE)
                        .endsOnCloseReason("end of tape")
                        .build()
                        .settings());
        symbols.forEach(symbol -> add(WebSocketSplit.fresh(symbol)));
    }

    private SimulatedFeed(FeedSettings settings) {
        super(
                settings,
                new JavaWebSocketTransport(
                        settings.uri(), Duration.ofSeconds(5), settings.queue().bytes()),
                new SystemTimeSource());
    }

    public void runUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("Not within %s; the last events: %s", PATIENCE, tail());
            }
            run();
        }
    }

    public void runToTheEnd(String... symbols) {
        runUntil(() -> finished.containsAll(List.of(symbols)));
    }

    private List<FeedEvent> tail() {
        List<FeedEvent> events = events();
        return events.subList(Math.max(0, events.size() - 5), events.size());
    }

    public long count(FeedEvent.Kind kind, String symbol) {
        return SingleTrades.of(events()).stream()
                .filter(event -> event.kind() == kind && event.symbol().equals(symbol))
                .count();
    }

    /** How often trades of a symbol were lost for good, as far as the exchange's resend goes. */
    public long losses(String symbol) {
        return events().stream()
                .filter(event -> event.kind() == FeedEvent.Kind.GAP)
                .map(FeedEvent::gap)
                .filter(gap -> gap.symbol().equals(symbol))
                .filter(gap -> gap.gapEnd() != null && !gap.isHealed())
                .count();
    }
}
