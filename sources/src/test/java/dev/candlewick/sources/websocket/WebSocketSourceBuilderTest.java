package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.feed.FeedClock;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.Channel;
import dev.candlewick.sources.hyperliquid.wire.StreamType;
import dev.candlewick.sources.websocket.connection.ExchangeLimits;
import dev.candlewick.sources.websocket.connection.FeedSettings;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class WebSocketSourceBuilderTest {

    @Test
    void tradesAreSubscribedFirstAndOnlyOnce() {
        HyperliquidFeed feed =
                HyperliquidFeed.of(
                        Channel.BOOK,
                        new Channel(StreamType.TRADES, List.of()),
                        Channel.BBO,
                        Channel.BOOK,
                        Channel.candle("1m"));

        assertThat(feed.subscriptionsOf("BTC"))
                .containsExactly(
                        StreamType.TRADES.of("BTC"),
                        StreamType.BOOK.of("BTC"),
                        StreamType.BBO.of("BTC"),
                        StreamType.CANDLE.of("BTC", "1m"));
    }

    @Test
    void theDefaultsAreThoseOfALiveFeed() {
        FeedSettings settings = minimal().build().settings();

        assertThat(settings.clock()).isEqualTo(FeedClock.WALL);
        assertThat(settings.endReason()).isNull();
        assertThat(settings.priceBound().highest()).isEqualByComparingTo("1000000000");
        assertThat(settings.outOfOrderness()).isEqualTo(Duration.ofSeconds(2));
        assertThat(settings.limits()).isEqualTo(new ExchangeLimits(10, 30, 2_000, 1_000, 10));
        assertThat(settings.policy().pingInterval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void readersShareWhatTheExchangeAllowsAnAddress() {
        ExchangeLimits share = minimal().build().settings().shareOf(4).limits();

        assertThat(share.connectionsPerMinute()).isEqualTo(7);
        assertThat(share.messagesPerMinute()).isEqualTo(500);
    }

    @Test
    void moreSubscriptionsThanTheExchangeAllowsAreRefused() {
        List<String> symbols = IntStream.range(0, 501).mapToObj(n -> "C" + n).toList();

        assertThatThrownBy(() -> minimal(Channel.BBO).symbols(symbols).build())
                .hasMessageContaining("1002 subscriptions")
                .hasMessageContaining("allows 1000");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertThatThrownBy(
                        () -> WebSocketSource.builder(HyperliquidFeed.of()).symbols("BTC").build())
                .hasMessageContaining("url");
        assertThatThrownBy(
                        () ->
                                WebSocketSource.builder(HyperliquidFeed.of())
                                        .url("ws://localhost")
                                        .build())
                .hasMessageContaining("symbol");
        assertThatThrownBy(
                        () ->
                                WebSocketSource.builder(HyperliquidFeed.of())
                                        .url("https://localhost"))
                .hasMessageContaining("ws:// or wss://")
                .hasMessageContaining("https://localhost");
        assertThatThrownBy(
                        () ->
                                WebSocketSource.builder(HyperliquidFeed.of())
                                        .url("ws//nowhere at all"))
                .hasMessageContaining("ws//nowhere at all");
    }

    @Test
    void theSourceCanBeShippedToACluster() throws Exception {
        WebSocketSource source =
                minimal(Channel.BOOK).symbols(Collections.nCopies(3, "BTC")).build();

        assertThat(InstantiationUtil.clone(source).settings()).isEqualTo(source.settings());
    }

    private static WebSocketSourceBuilder minimal(Channel... channels) {
        return WebSocketSource.builder(HyperliquidFeed.of(channels))
                .url("wss://example.org/ws")
                .symbols("BTC");
    }
}
