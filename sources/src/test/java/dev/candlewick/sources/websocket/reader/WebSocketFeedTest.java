package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Fault;
import dev.candlewick.simulator.Script;
import dev.candlewick.simulator.Tape;
import dev.candlewick.sources.websocket.SplitCheckpoint;
import dev.candlewick.sources.websocket.connection.QueueBounds;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One reader against the exchange simulator, over real sockets. */
@Timeout(120)
class WebSocketFeedTest extends WebSocketFeedFixture {

    @Test
    void everyTradeOfTheTapeArrivesAndTheFeedEnds() throws Exception {
        try (ExchangeSimulator exchange = exchange(Script.none());
                SimulatedFeed feed = feed(exchange, COINS)) {
            feed.runToTheEnd(COINS);

            assertThat(tradesOf(feed)).isEqualTo(tradesOfTape(COINS));
            for (String coin : COINS) {
                assertThat(feed.count(Kind.COVERED, coin)).isEqualTo(1);
                assertThat(feed.count(Kind.ENDED, coin)).isEqualTo(1);
            }
            assertThat(exchange.counters().connections()).isEqualTo(1);
        }
    }

    @Test
    void aDroppedConnectionIsMadeAgainAndNothingWasLost() throws Exception {
        Script script = Script.builder().afterFrames(200, Fault.dropAll()).build();
        try (ExchangeSimulator exchange = exchange(script);
                SimulatedFeed feed = feed(exchange, COINS)) {
            feed.runToTheEnd(COINS);

            assertThat(tradesOf(feed)).isEqualTo(tradesOfTape(COINS));
            for (String coin : COINS) {
                assertThat(feed.count(Kind.DISCONNECTED, coin)).isEqualTo(1);
                assertThat(feed.count(Kind.WHOLE, coin)).isEqualTo(1);
                assertThat(feed.losses(coin)).isZero();
            }
        }
    }

    @Test
    void whatTradedWhileTheExchangeWasUnreachableIsAGap() throws Exception {
        Script script =
                Script.builder().afterFrames(200, Fault.outage(Duration.ofSeconds(60))).build();
        try (ExchangeSimulator exchange = exchange(script);
                SimulatedFeed feed = feed(exchange, COINS)) {
            feed.runToTheEnd(COINS);

            assertThat(feed.losses("BTC")).isEqualTo(1);
            assertThat(feed.count(Kind.WHOLE, "BTC")).isZero();
        }
    }

    @Test
    void aServerThatFallsSilentIsLeftForANewConnection() throws Exception {
        Script script =
                Script.builder()
                        .afterFrames(200, Fault.stallWithoutPongs(Duration.ofMinutes(1)))
                        .build();
        try (ExchangeSimulator exchange = exchange(script);
                SimulatedFeed feed = feed(exchange, COINS)) {
            feed.runToTheEnd(COINS);

            assertThat(tradesOf(feed)).isEqualTo(tradesOfTape(COINS));
            assertThat(exchange.counters().connections()).isEqualTo(2);
            assertThat(feed.events())
                    .filteredOn(event -> event.kind() == Kind.DISCONNECTED)
                    .extracting(FeedEvent::detail)
                    .containsOnly("no pong within 0.5 s");
        }
    }

    @Test
    void damagedFramesAreRejectedAndCostNothingElse() throws Exception {
        Script script =
                Script.builder()
                        .afterFrames(100, Fault.send("\u0000 not JSON"))
                        .afterFrames(150, Fault.damage(50))
                        .build();
        try (ExchangeSimulator exchange =
                        simulator(TAPE).script(script).holdUnsubscribed().build().start();
                SimulatedFeed feed = feed(exchange, COINS)) {
            feed.runToTheEnd(COINS);

            assertThat(tradesOf(feed)).isEqualTo(tradesOfTape(COINS));
            assertThat(feed.events())
                    .filteredOn(event -> event.kind() == Kind.REJECTED)
                    .hasSizeBetween(20, 51)
                    .allMatch(event -> event.deadLetter().payload().length > 0);
            assertThat(exchange.counters().connections()).isEqualTo(1);
        }
    }

    @Test
    void unknownCoinsAreQuarantinedWhileTheOthersFlow() throws Exception {
        List<String> symbols = List.of("BTC", "btc", "ETH", "nonsense", "SOL", "WLFI");
        // Slow enough for both to be found before the tape ends.
        try (ExchangeSimulator exchange =
                        ExchangeSimulator.builder().tape(TAPE).speed(30).build().start();
                SimulatedFeed feed = new SimulatedFeed(exchange, source(), symbols)) {
            feed.runToTheEnd(COINS);

            assertThat(tradesOf(feed)).isEqualTo(tradesOfTape(COINS));
            assertThat(feed.count(Kind.QUARANTINED, "btc")).isEqualTo(1);
            assertThat(feed.count(Kind.QUARANTINED, "nonsense")).isEqualTo(1);
            for (String coin : COINS) {
                assertThat(feed.count(Kind.QUARANTINED, coin)).isZero();
                assertThat(feed.losses(coin)).isZero();
            }
        }
    }

    @Test
    void aLostAcknowledgementDoesNotStopTheFeed() throws Exception {
        Script script = Script.builder().atStart(Fault.withholdAcks(2)).build();
        try (ExchangeSimulator exchange = exchange(script);
                SimulatedFeed feed = feed(exchange, COINS)) {
            feed.runToTheEnd(COINS);

            assertThat(tradesOf(feed)).isEqualTo(tradesOfTape(COINS));
        }
    }

    @Test
    void anExchangeThatRefusesConnectionsIsTriedUntilItAccepts() throws Exception {
        Script script = Script.builder().atStart(Fault.refuseHandshakes(3)).build();
        try (ExchangeSimulator exchange = exchange(script);
                SimulatedFeed feed = feed(exchange, COINS)) {
            feed.runToTheEnd(COINS);

            assertThat(tradesOf(feed)).isEqualTo(tradesOfTape(COINS));
            assertThat(feed.count(Kind.DISCONNECTED, "BTC")).isZero();
        }
    }

    @Test
    void aSlowReaderSlowsTheServerDownInsteadOfFillingTheMemory() throws Exception {
        QueueBounds bounds = new QueueBounds(50, 1 << 20);
        try (ExchangeSimulator exchange = exchange(Tape.recorded(), Script.none());
                SimulatedFeed feed =
                        new SimulatedFeed(exchange, source().queue(bounds), List.of(COINS))) {
            feed.runUntil(() -> feed.count(Kind.TRADE, "BTC") > 0);
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (!isStuck(exchange)) {
                assertThat(feed.queue().depth()).isLessThanOrEqualTo(50);
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
            assertThat(feed.queue().depth()).isEqualTo(50);
            assertThat(exchange.counters().framesPlayed()).isLessThan(exchange.tape().frameCount());

            feed.runUntil(() -> feed.count(Kind.TRADE, "BTC") > 1_000);
            assertThat(exchange.counters().connections()).isEqualTo(1);
        }
    }

    @Test
    void aThousandCoinsAreSubscribedWithinSeconds() throws Exception {
        List<String> coins = IntStream.range(0, 1_000).mapToObj(n -> "C" + n).toList();
        try (ExchangeSimulator exchange =
                        simulator(TAPE).extraCoins(coins.toArray(String[]::new)).build().start();
                SimulatedFeed feed = new SimulatedFeed(exchange, source(), coins)) {
            long start = System.nanoTime();
            feed.runUntil(() -> subscribed(feed).size() == coins.size());

            assertThat(subscribed(feed)).hasSameElementsAs(coins);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(20));
            assertThat(exchange.counters().connections()).isEqualTo(1);
        }
    }

    private static List<String> subscribed(SimulatedFeed feed) {
        return feed.events().stream()
                .filter(event -> event.kind() == Kind.SUBSCRIBED)
                .map(FeedEvent::symbol)
                .toList();
    }

    @Test
    void aFeedRestoredFromACheckpointGoesOnWithoutAGap() throws Exception {
        SplitCheckpoint checkpoint = new SplitCheckpoint();
        Script script = Script.builder().afterFrames(200, Fault.dropAll()).build();
        try (ExchangeSimulator exchange = exchange(script)) {
            try (SimulatedFeed feed = feed(exchange, COINS)) {
                feed.runUntil(() -> feed.count(Kind.DISCONNECTED, "WLFI") > 0);
                checkpoint.take(feed, COINS);
            }
            try (SimulatedFeed restored = feed(exchange)) {
                checkpoint.restoreTo(restored);
                restored.runToTheEnd(COINS);

                for (String coin : COINS) {
                    assertThat(restored.count(Kind.WHOLE, coin)).isEqualTo(1);
                    assertThat(restored.losses(coin)).isZero();
                    assertThat(restored.count(Kind.COVERED, coin)).isZero();
                }
            }
        }
    }
}
