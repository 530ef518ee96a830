package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time without data, refused input, losses, and symbols that come and go. */
@Timeout(60)
class WebSocketSplitReaderLossTest extends PlayedFeedFixture {

    @Test
    void theTimeOfEverySymbolMovesAlsoWhenNothingArrives() {
        subscribeBoth();
        feed.takeEvents();

        int[] times = new int[1];
        for (int n = 0; n < 12; n++) {
            feed.pass(Duration.ofMillis(250));
            times[0] += feed.eventTimeOf("ETH") == Long.MIN_VALUE ? 0 : 1;
            feed.takeEvents();
        }

        assertThat(times[0]).isEqualTo(12);
    }

    @Test
    void garbageIsRejectedAndTheFeedGoesOn() {
        TestingTransport.Peer peer = feed.connect();
        peer.say("<html>502 Bad Gateway</html>");
        peer.say(Wire.trades("BTC", NOW, 1));
        feed.round();

        List<FeedEvent> events = feed.takeEvents();
        assertThat(events)
                .filteredOn(e -> e.kind() == Kind.REJECTED)
                .singleElement()
                .satisfies(
                        e -> {
                            assertThat(e.symbol()).isEmpty();
                            assertThat(e.deadLetter().payload())
                                    .asString()
                                    .isEqualTo("<html>502 Bad Gateway</html>");
                        });
        assertThat(events).extracting(FeedEvent::kind).contains(Kind.TRADE);
    }

    @Test
    void aTimeFromTheFutureDoesNotRunTheClockOfAReplay() {
        feed.close();
        feed = replayed("BTC");
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.trades("BTC", NOW - 60_000, 1));
        peer.say(Wire.trades("BTC", NOW + 3_600_000, 2));
        peer.say(Wire.trades("BTC", NOW - 59_000, 3));
        feed.round();

        assertThat(feed.takeEvents())
                .filteredOn(e -> e.kind() == Kind.TRADE)
                .extracting(FeedEvent::receivedAt)
                .containsExactly((NOW - 60_000) * 1_000, (NOW - 59_000) * 1_000);
    }

    @Test
    void aReplayGoesByExchangeTimeWhateverItsSpeed() {
        feed.close();
        feed = replayed("BTC", "ETH");
        TestingTransport.Peer peer = feed.connect();
        long past = NOW - 86_400_000;
        peer.say(Wire.trades("ETH", past, 1));
        peer.say(Wire.trades("BTC", past, 1));
        peer.say(Wire.bbo("BTC", past + 300_000));
        feed.round();
        feed.pass(Duration.ofSeconds(5));
        peer.say(Wire.PONG);
        feed.round();

        // ETH was silent while five
        // minutes of BTC came in over the same connection.
        assertThat(feed.eventTimeOf("ETH")).isEqualTo((past + 300_000) * 1_000);
    }

    @Test
    void aSymbolThatTheExchangeDoesNotKnowIsLeftOutAndTheOthersLiveOn() {
        feed.close();
        feed = live("BTC", "typo");
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.drop(1006, "");
        feed.round();
        feed.pass(Duration.ofSeconds(1));
        peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        feed.round();
        feed.round();
        peer.drop(1006, "");
        feed.round();

        assertThat(feed.takeEvents())
                .filteredOn(e -> e.kind() == Kind.QUARANTINED)
                .extracting(FeedEvent::symbol)
                .containsExactly("typo");
        feed.pass(Duration.ofSeconds(1));
        peer = feed.connect();
        assertThat(peer.takeReceived()).singleElement().asString().contains("BTC");
    }

    @Test
    void theReasonThatEndsTheFeedFinishesEverySplit() {
        feed.close();
        feed = replayed("BTC", "ETH");
        subscribeBoth();
        feed.transport.peer().drop(1000, "end of tape");
        feed.round();

        assertThat(feed.takeEvents())
                .filteredOn(e -> e.kind() == Kind.ENDED)
                .extracting(FeedEvent::symbol)
                .containsExactlyInAnyOrder("BTC", "ETH");
        assertThat(feed.finished).containsExactlyInAnyOrder("BTC", "ETH");
    }

    @Test
    void anyOtherNormalCloseIsALoss() {
        feed.connect();
        feed.transport.peer().drop(1000, "bye");
        feed.round();
        feed.pass(Duration.ofSeconds(1));

        assertThat(feed.finished).isEmpty();
        assertThat(feed.transport.attempts()).isEqualTo(2);
    }

    @Test
    void symbolsComeAndGoWhileTheConnectionStands() {
        subscribeBoth();
        feed.transport.peer().takeReceived();
        feed.takeEvents();

        feed.add(WebSocketSplit.fresh("SOL"));
        feed.remove("ETH");
        feed.pass(Duration.ofMillis(250));

        assertThat(feed.transport.peer().takeReceived())
                .hasSize(2)
                .anyMatch(sent -> sent.contains("unsubscribe") && sent.contains("ETH"))
                .anyMatch(sent -> sent.contains("\"subscribe") && sent.contains("SOL"));
        feed.transport.peer().say(Wire.trades("ETH", NOW, 77));
        feed.round();
        assertThat(feed.takeEvents())
                .extracting(FeedEvent::symbol, FeedEvent::kind)
                .containsExactly(tuple("SOL", Kind.CONNECTED));
    }

    @Test
    void aRestoredSplitLetsTheTradesSentAgainDecide() {
        subscribeBoth();
        WebSocketSplit checkpoint = feed.snapshot("BTC");
        feed.close();
        feed = new PlayedFeed(WebSocketSource.builder(HyperliquidFeed.of()));
        feed.add(checkpoint);
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(Wire.trades("BTC", NOW, 2, 3));
        feed.round();

        assertThat(feed.takeEvents())
                .extracting(FeedEvent::kind)
                .containsExactly(
                        Kind.DISCONNECTED,
                        Kind.GAP,
                        Kind.CONNECTED,
                        Kind.SUBSCRIBED,
                        Kind.GAP,
                        Kind.WHOLE,
                        Kind.TRADE,
                        Kind.TRADE);
    }

    @Test
    void aPausedSplitIsHeldInOrderWhileTheOthersFlow() {
        subscribeBoth();
        feed.takeEvents();
        feed.pause("BTC");
        feed.transport.peer().say(Wire.trades("BTC", NOW + 10, 11));
        feed.transport.peer().say(Wire.trades("ETH", NOW + 10, 21));
        feed.round();
        assertThat(feed.takeEvents()).extracting(FeedEvent::symbol).containsExactly("ETH");

        feed.transport.peer().say(Wire.trades("BTC", NOW + 20, 12));
        feed.resume("BTC");
        feed.round();
        assertThat(feed.takeEvents())
                .extracting(e -> e.trade().tradeId())
                .containsExactly(11L, 12L);
    }

    @Test
    void anEmptyResendBelongsToTheCoinThatWasAcknowledged() {
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say("{\"channel\":\"trades\",\"data\":[]}");
        feed.round();

        assertThat(eventsOf("BTC")).extracting(FeedEvent::kind).endsWith(Kind.WHOLE);
    }
}
