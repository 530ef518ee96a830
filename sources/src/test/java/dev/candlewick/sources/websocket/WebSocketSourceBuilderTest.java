package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.candlewick.sources.hyperliquid.Subscription;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class WebSocketSourceBuilderTest {

    @Test
    void tradesAreSubscribedFirstAndOnlyOnce() {
        FeedSettings settings =
                minimal()
                        .channels(new Channel("trades", Map.of()), Channel.BBO)
                        .channels(Channel.BOOK, Channel.BBO, Channel.candle("1m"))
                        .build()
                        .settings();

        assertThat(settings.subscriptionsOf("BTC"))
                .containsExactly(
                        Subscription.trades("BTC"),
                        Subscription.book("BTC"),
                        Subscription.bbo("BTC"),
                        Subscription.candle("BTC", "1m"));
    }

    @Test
    void theDefaultsAreThoseOfALiveFeed() {
        FeedSettings settings = minimal().build().settings();

        assertThat(settings.clock()).isEqualTo(FeedClock.WALL);
        assertThat(settings.endReason()).isNull();
        assertThat(settings.maxPrice()).isEqualByComparingTo("1000000000");
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

        assertThatThrownBy(() -> minimal().symbols(symbols).channels(Channel.BBO).build())
                .hasMessageContaining("1002 subscriptions")
                .hasMessageContaining("allows 1000");
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
        assertThatThrownBy(() -> WebSocketSource.builder().symbols("BTC").build())
                .hasMessageContaining("url");
        assertThatThrownBy(() -> WebSocketSource.builder().url("ws://localhost").build())
                .hasMessageContaining("symbol");
        assertThatThrownBy(() -> WebSocketSource.builder().url("https://localhost"))
                .hasMessageContaining("ws:// or wss://")
                .hasMessageContaining("https://localhost");
        assertThatThrownBy(() -> WebSocketSource.builder().url("ws//nowhere at all"))
                .hasMessageContaining("ws//nowhere at all");
    }

    @Test
    void theSourceCanBeShippedToACluster() throws Exception {
        WebSocketSource source =
                minimal().symbols(Collections.nCopies(3, "BTC")).channels(Channel.BOOK).build();

        assertThat(InstantiationUtil.clone(source).settings()).isEqualTo(source.settings());
    }

    private static WebSocketSourceBuilder minimal() {
        return WebSocketSource.builder().url("wss://example.org/ws").symbols("BTC");
    }
}
