package dev.candlewick.sources.websocket.reader;

import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.SimulatorBuilder;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import dev.candlewick.sources.feed.SingleTrades;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.WebSocketSourceBuilder;
import dev.candlewick.sources.websocket.connection.ConnectionPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Feeds of a simulated exchange, and what its tape holds. */
abstract class WebSocketFeedFixture {

    /** Two minutes of four coins without a lost connection. */
    static final Tape TAPE =
            Tape.recorded()
                    .cut(
                            Instant.parse("2025-09-04T20:00:00Z"),
                            Instant.parse("2025-09-04T20:02:00Z"));

    static final String[] COINS = {"BTC", "ETH", "SOL", "WLFI"};
    static final ConnectionPolicy IMPATIENT =
            new ConnectionPolicy(
                    ConnectionPolicy.DEFAULT.connectTimeout(),
                    ConnectionPolicy.DEFAULT.reconnect(),
                    Duration.ofMillis(100),
                    Duration.ofMillis(500),
                    Duration.ofMillis(300),
                    ConnectionPolicy.DEFAULT.bookFreshness(),
                    ConnectionPolicy.DEFAULT.tradeFreshness(),
                    ConnectionPolicy.DEFAULT.quarantine());

    /** Whether the tape has come to a stand for a moment. */
    static boolean isStuck(ExchangeSimulator exchange) {
        long before = exchange.counters().framesPlayed();
        long until = System.nanoTime() + Duration.ofMillis(500).toNanos();
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        return exchange.counters().framesPlayed() == before;
    }

    static ExchangeSimulator exchange(Script script) throws InterruptedException {
        return exchange(TAPE, script);
    }

    static ExchangeSimulator exchange(Tape tape, Script script) throws InterruptedException {
        return simulator(tape).script(script).build().start();
    }

    static SimulatorBuilder simulator(Tape tape) {
        return ExchangeSimulator.builder().tape(tape).maxSpeed();
    }

    static WebSocketSourceBuilder source() {
        return WebSocketSource.builder(HyperliquidFeed.of()).policy(IMPATIENT);
    }

    static SimulatedFeed feed(ExchangeSimulator exchange, String... symbols) {
        return new SimulatedFeed(exchange, source(), List.of(symbols));
    }

    static Set<String> tradesOf(SimulatedFeed feed) {
        return SingleTrades.of(feed.events()).stream()
                .filter(event -> event.kind() == Kind.TRADE)
                .map(event -> event.symbol() + " " + event.trade().tradeId())
                .collect(Collectors.toSet());
    }

    static Set<String> tradesOfTape(String... symbols) {
        Set<String> wanted = Set.of(symbols);
        return TAPE.trades().stream()
                .filter(trade -> wanted.contains(trade.coin()))
                .map((TapeTrade trade) -> trade.coin() + " " + trade.tid())
                .collect(Collectors.toSet());
    }
}
