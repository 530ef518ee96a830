package dev.candlewick.sources.websocket.reader;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.FeedEvent.Kind;
import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.websocket.WebSocketSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A feed on which a test plays the exchange. */
abstract class PlayedFeedFixture {

    static final long NOW = TestingTimeSource.START.toEpochMilli();

    PlayedFeed feed = live("BTC", "ETH");

    @AfterEach
    void close() {
        feed.close();
    }

    static List<FeedEvent> eventsOfKind(List<FeedEvent> events, Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).toList();
    }

    void subscribeBoth() {
        TestingTransport.Peer peer = feed.connect();
        peer.say(Wire.acknowledged("trades", "BTC"));
        peer.say(Wire.trades("BTC", NOW, 2));
        peer.say(Wire.acknowledged("trades", "ETH"));
        peer.say(Wire.trades("ETH", NOW, 20));
        peer.say(Wire.bbo("BTC", NOW + 1));
        feed.round();
    }

    List<FeedEvent> eventsOf(String symbol) {
        return feed.takeEvents().stream().filter(e -> e.symbol().equals(symbol)).toList();
    }

    static PlayedFeed live(String... symbols) {
        return new PlayedFeed(WebSocketSource.builder(HyperliquidFeed.of()), symbols);
    }

    static PlayedFeed replayed(String... symbols) {
        return new PlayedFeed(
                WebSocketSource.builder(HyperliquidFeed.of())
                        .clock(FeedClock.EXCHANGE)
                        .endsOnCloseReason("end of tape"),
                symbols);
    }
}
