package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.fail;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.sources.net.JavaWebSocketTransport;
import dev.candlewick.sources.net.SystemTimeSource;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A reader over real sockets to the exchange simulator. */
final class SimulatedFeed extends FeedUnderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    SimulatedFeed(ExchangeSimulator exchange, WebSocketSourceBuilder source, List<String> symbols) {
        this(
                source.url(exchange.url().toString())
                        .symbols(symbols.isEmpty() ? List.of("any") : symbols)
                        .clock(FeedClock.EXCHANGE)
                        .endsOnCloseReason("end of tape")
                        .build()
                        .settings());
        symbols.forEach(symbol -> add(SymbolSplit.fresh(symbol)));
    }

    private SimulatedFeed(FeedSettings settings) {
        super(
                settings,
                new JavaWebSocketTransport(
                        settings.uri(), Duration.ofSeconds(5), settings.queue().bytes()),
                new SystemTimeSource());
    }

    void runUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                fail("Not within %s; the last events: %s", PATIENCE, tail());
            }
            run();
        }
    }

    void runToTheEnd(String... symbols) {
        runUntil(() -> finished.containsAll(List.of(symbols)));
    }

    private List<FeedEvent> tail() {
        List<FeedEvent> events = events();
        return events.subList(Math.max(0, events.size() - 5), events.size());
    }

    long count(FeedEvent.Kind kind, String symbol) {
        return events().stream()
                .filter(event -> event.kind() == kind && event.symbol().equals(symbol))
                .count();
    }

    /** How often trades of a symbol were lost for good, as far as the exchange's resend goes. */
    long losses(String symbol) {
        return events().stream()
                .filter(event -> event.kind() == FeedEvent.Kind.GAP)
                .map(FeedEvent::gap)
                .filter(gap -> gap.symbol().equals(symbol))
                .filter(gap -> gap.gapEnd() != null && !gap.isHealed())
                .count();
    }
}
