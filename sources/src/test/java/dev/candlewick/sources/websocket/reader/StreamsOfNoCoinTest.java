package dev.candlewick.sources.websocket.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AccountEvent;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.websocket.WebSocketSource;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is subscribed once for the whole exchange, or for an account, beside the coins. */
@Timeout(60)
class StreamsOfNoCoinTest {

    private static final String ALICE = "0x00000000000000000000000000000000000000a1";
    private static final String MIDS =
            "{\"channel\":\"allMids\",\"data\":{\"mids\":{\"X\":\"1\"}}}";
    private static final String UNNAMED = "{\"channel\":\"assetCtxs\",\"data\":{\"ctxs\":[]}}";

    private final PlayedFeed feed =
            new PlayedFeed(
                    WebSocketSource.builder(
                            HyperliquidFeed.of()
                                    .withStreams(
                                            List.of(
                                                    StreamType.ALL_MIDS.of(),
                                                    StreamType.ASSET_CONTEXTS.of(),
                                                    StreamType.USER_FILLS.of(ALICE),
                                                    StreamType.USER_EVENTS.of(ALICE)))),
                    "BTC",
                    WebSocketSplit.NO_COIN);

    @AfterEach
    void close() {
        feed.close();
    }

    @Test
    void theyAreSubscribedAfterTheNamesAreAskedForAndAcknowledgedOnce() {
        TestingTransport.Peer peer = feed.connect();

        List<String> sent = peer.takeReceived();
        assertThat(sent).hasSize(6);
        assertThat(sent.get(0)).contains("\"method\":\"post\"", "allPerpMetas");
        acknowledgeAll(peer);
        feed.pass(Duration.ofSeconds(11));
        assertThat(peer.isClosedByClient()).isFalse();
        assertThat(peer.takeReceived()).noneMatch(frame -> frame.contains("subscribe"));
    }

    @Test
    void whatTheyTellGoesOutWithoutAnyStatusOfTheConnection() {
        TestingTransport.Peer peer = feed.connect();
        acknowledgeAll(peer);
        peer.say(MIDS);
        peer.say("{\"channel\":\"user\",\"data\":{\"fills\":[]}}");
        peer.drop(1006, "");
        feed.round();

        List<FeedEvent> events = feed.takeEvents();
        assertThat(events)
                .filteredOn(event -> event.kind() == Kind.DATA)
                .extracting(FeedEvent::symbol)
                .containsExactly("X", "");
        assertThat(events)
                .filteredOn(event -> event.symbol().isEmpty())
                .allMatch(event -> event.kind() == Kind.DATA);
        assertThat(events.stream().filter(event -> event.kind() == Kind.DATA).toList().get(1))
                .extracting(event -> ((AccountEvent) event.data()).user())
                .isEqualTo(ALICE);
    }

    @Test
    void midsThatStopEndTheConnection() {
        TestingTransport.Peer peer = feed.connect();
        acknowledgeAll(peer);
        peer.say(MIDS);
        for (int i = 0; i < 21 && !peer.isClosedByClient(); i++) {
            feed.pass(Duration.ofSeconds(1));
            peer.say(Wire.PONG);
        }
        feed.round();

        assertThat(peer.isClosedByClient()).isTrue();
        assertThat(feed.takeEvents())
                .filteredOn(event -> event.kind() == Kind.DISCONNECTED)
                .extracting(FeedEvent::detail)
                .containsExactly("allMids of (streams of no coin) went silent");
    }

    @Test
    void namesThatDoNotFitAreAskedForAgainOnceAMinute() {
        TestingTransport.Peer peer = feed.connect();
        acknowledgeAll(peer);
        peer.takeReceived();
        peer.say(UNNAMED);
        peer.say(UNNAMED);
        feed.round();
        assertThat(peer.takeReceived()).isEmpty();

        for (int i = 0; i < 61; i++) {
            peer.say(MIDS);
            peer.say(Wire.PONG);
            feed.pass(Duration.ofSeconds(1));
        }

        assertThat(peer.takeReceived())
                .filteredOn(frame -> frame.contains("allPerpMetas"))
                .hasSize(1);
    }

    @Test
    void moreAddressesThanTheExchangeGivesCostOnlyTheirStreams() {
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(acknowledged("\"type\":\"allMids\""));
        peer.say(acknowledged("\"type\":\"assetCtxs\""));
        peer.say("{\"channel\":\"error\",\"data\":\"Cannot track more than 10 total users.\"}");
        feed.round();
        peer.takeReceived();
        for (int i = 0; i < 15; i++) {
            peer.say(MIDS);
            peer.say(Wire.PONG);
            feed.pass(Duration.ofSeconds(1));
        }

        assertThat(peer.isClosedByClient()).isFalse();
        assertThat(peer.takeReceived()).noneMatch(frame -> frame.contains("subscribe"));
    }

    private void acknowledgeAll(TestingTransport.Peer peer) {
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(acknowledged("\"type\":\"allMids\""));
        peer.say(acknowledged("\"type\":\"assetCtxs\""));
        peer.say(acknowledged("\"user\":\"%s\",\"type\":\"userFills\"".formatted(ALICE)));
        peer.say(acknowledged("\"user\":\"%s\",\"type\":\"userEvents\"".formatted(ALICE)));
        feed.round();
    }

    private static String acknowledged(String subscription) {
        return "{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"subscribe\",\"subscription\":{"
                + subscription
                + "}}}";
    }
}
