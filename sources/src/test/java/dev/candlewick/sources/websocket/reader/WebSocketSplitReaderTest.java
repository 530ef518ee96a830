package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebSocketSplitReaderTest extends PlayedFeedFixture {

    @Test
    void statusAndDataComeInOneOrder() {
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(Wire.trades("BTC", NOW, 1, 2));
        peer.say(Wire.trades("BTC", NOW + 100, 3));
        feed.round();

        assertThat(eventsOf("BTC"))
                .extracting(FeedEvent::kind)
                .containsExactly(
                        Kind.CONNECTED,
                        Kind.SUBSCRIBED,
                        Kind.COVERED,
                        Kind.TRADE,
                        Kind.TRADE,
                        Kind.TRADE);
    }

    @Test
    void tradesSentAgainAreMarked() {
        subscribeBoth();
        feed.transport.peer().say(Wire.trades("BTC", NOW + 50, 9));
        feed.round();

        assertThat(feed.takeEvents().stream().filter(e -> e.symbol().equals("BTC")))
                .filteredOn(e -> e.kind() == Kind.TRADE)
                .extracting(e -> e.trade().origin())
                .containsExactly(Origin.RESEND, Origin.STREAM);
    }

    @Test
    void afterAReconnectTheTradesSentAgainTellAGapFromAWholeFeed() {
        subscribeBoth();
        feed.takeEvents();
        feed.transport.peer().drop(1006, "");
        feed.round();
        feed.pass(Duration.ofSeconds(1));
        TestingTransport.Peer peer = feed.connect();
        assertThat(peer.takeReceived()).as("everything is asked for again").hasSize(2);

        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(Wire.trades("BTC", NOW, 1, 2, 3));
        peer.say(Wire.acknowledged("trades", "ETH"));
        peer.say(Wire.trades("ETH", NOW + 500, 50, 51));
        feed.round();

        List<FeedEvent> events = feed.takeEvents();
        assertThat(events)
                .filteredOn(e -> e.symbol().equals("BTC"))
                .extracting(FeedEvent::kind)
                .startsWith(Kind.DISCONNECTED, Kind.GAP, Kind.CONNECTED, Kind.SUBSCRIBED)
                .contains(Kind.WHOLE);
        assertThat(events)
                .filteredOn(e -> e.symbol().equals("ETH"))
                .extracting(FeedEvent::kind)
                .startsWith(Kind.DISCONNECTED, Kind.GAP, Kind.CONNECTED, Kind.SUBSCRIBED, Kind.GAP)
                .doesNotContain(Kind.WHOLE);
    }

    @Test
    void lateFramesOfALostConnectionAreDropped() {
        subscribeBoth();
        TestingTransport.Peer old = feed.transport.peer();
        feed.takeEvents();
        feed.pass(Duration.ofSeconds(16));
        assertThat(old.isClosedByClient()).as("no pong came").isTrue();
        feed.connect();

        old.say(Wire.trades("BTC", NOW, 99));
        old.drop(1006, "");
        feed.round();

        assertThat(feed.takeEvents()).extracting(FeedEvent::kind).doesNotContain(Kind.TRADE);
        assertThat(feed.transport.attempts()).isEqualTo(2);
    }

    @Test
    void aCoinThatLeavesEndsAndOneThatReturnsHasAGapBetween() {
        subscribeBoth();
        feed.takeEvents();
        feed.leave("ETH");
        feed.round();

        List<FeedEvent> left = feed.takeEvents();
        assertThat(left)
                .extracting(FeedEvent::symbol, FeedEvent::kind)
                .containsExactly(
                        tuple("ETH", Kind.DISCONNECTED),
                        tuple("ETH", Kind.GAP),
                        tuple("ETH", Kind.ENDED));
        assertThat(left.get(1).gap().reason()).isEqualTo(Gap.LEFT_UNIVERSE);
        assertThat(feed.finished).containsExactly("ETH");
        feed.round();
        TestingTransport.Peer peer = feed.transport.peer();
        assertThat(peer.takeReceived()).anyMatch(frame -> frame.contains("unsubscribe"));

        feed.add(feed.snapshot("ETH").withoutPosition());
        feed.round();
        peer.say(Wire.acknowledged("trades", "ETH"));
        peer.say(Wire.trades("ETH", NOW + 2_000, 50, 51));
        feed.round();

        List<FeedEvent> back = feed.takeEvents();
        assertThat(back)
                .extracting(FeedEvent::kind)
                .contains(Kind.GAP)
                .doesNotContain(Kind.COVERED, Kind.WHOLE);
        assertThat(back)
                .filteredOn(event -> event.kind() == Kind.GAP)
                .last()
                .satisfies(
                        event -> {
                            assertThat(event.gap().gapStart())
                                    .isEqualTo(left.get(1).gap().gapStart());
                            assertThat(event.gap().gapEnd()).isNotNull();
                            assertThat(event.gap().isHealed()).isFalse();
                        });
        assertThat(eventsOfKind(back, Kind.TRADE)).as("of ETH").hasSize(2);
    }

    @Test
    void aServerThatStopsAnsweringIsLeftWithinFifteenSeconds() {
        subscribeBoth();
        feed.takeEvents();

        feed.pass(Duration.ofSeconds(16));

        assertThat(feed.takeEvents())
                .filteredOn(e -> e.kind() == Kind.DISCONNECTED)
                .hasSize(2)
                .allMatch(e -> e.detail().equals("no pong within 10 s"));
        assertThat(feed.transport.attempts()).isEqualTo(2);
    }

    @Test
    void aPongCarriesEventTimeThroughSilence() {
        subscribeBoth();
        feed.pass(Duration.ofSeconds(5));
        assertThat(feed.eventTimeOf("BTC")).isLessThan((NOW + 1_000) * 1_000);
        feed.pass(Duration.ofSeconds(3));

        feed.transport.peer().say(Wire.PONG);
        feed.round();

        // The ping left 5 s after the last trade was received, and nothing is known of what
        // happened since.
        assertThat(feed.eventTimeOf("BTC")).isEqualTo((NOW + 1 + 5_000) * 1_000);
    }

    @Test
    void aDeadBookOnALivingConnectionIsNoticed() {
        feed.close();
        feed = new PlayedFeed(WebSocketSource.builder(HyperliquidFeed.of(Channel.BOOK)), "BTC");
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(Wire.acknowledged("l2Book", "BTC"));
        peer.say(Wire.book("BTC", NOW));
        feed.round();

        for (int n = 0; n < 21; n++) {
            peer.say(Wire.PONG);
            feed.pass(Duration.ofSeconds(1));
        }

        assertThat(feed.takeEvents())
                .filteredOn(e -> e.kind() == Kind.DISCONNECTED)
                .extracting(FeedEvent::detail)
                .containsExactly("l2Book of BTC went silent");
    }

    @Test
    void aBookThatNeverCameIsAskedForAgainWithoutCostingTheConnection() {
        feed.close();
        feed =
                new PlayedFeed(
                        WebSocketSource.builder(HyperliquidFeed.of(Channel.BOOK)), "BTC", "ETH");
        TestingTransport.Peer peer = feed.connect();
        for (String symbol : List.of("BTC", "ETH")) {
            peer.say(Wire.acknowledged("trades", symbol));
            peer.say(Wire.acknowledged("l2Book", symbol));
        }
        feed.round();
        peer.takeReceived();

        for (int n = 0; n < 120; n++) {
            peer.say(Wire.PONG);
            peer.say(Wire.book("BTC", NOW + n * 1_000L));
            feed.pass(Duration.ofSeconds(1));
            if (n == 22) {
                peer.say(Wire.acknowledged("l2Book", "ETH"));
            }
        }

        assertThat(feed.transport.attempts()).isEqualTo(1);
        assertThat(peer.takeReceived())
                .filteredOn(sent -> sent.contains("\"subscribe\"") && sent.contains("l2Book"))
                .singleElement()
                .asString()
                .contains("ETH");
    }
}
