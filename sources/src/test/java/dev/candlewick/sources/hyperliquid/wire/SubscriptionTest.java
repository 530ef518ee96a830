package dev.candlewick.sources.hyperliquid.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client says, and whether the exchange has agreed to it. */
class SubscriptionTest {

    @Test
    void framesAreWhatTheExchangeExpects() {
        assertThat(ClientFrames.subscribe(StreamType.TRADES.of("BTC")))
                .isEqualTo(
                        "{\"method\":\"subscribe\",\"subscription\":"
                                + "{\"coin\":\"BTC\",\"type\":\"trades\"}}");
        assertThat(ClientFrames.unsubscribe(StreamType.CANDLE.of("kPEPE", "1m")))
                .isEqualTo(
                        "{\"method\":\"unsubscribe\",\"subscription\":"
                                + "{\"coin\":\"kPEPE\",\"interval\":\"1m\",\"type\":\"candle\"}}");
        assertThat(ClientFrames.ping()).isEqualTo("{\"method\":\"ping\"}");
    }

    @Test
    void aSymbolCannotBreakOutOfItsFrame() {
        assertThat(ClientFrames.subscribe(StreamType.TRADES.of("\"},\n{\"x\":\"")))
                .contains("\"coin\":\"\\\"},\\n{\\\"x\\\":\\\"\"");
    }

    @Test
    void anAcknowledgementMayReorderKeysAndAddDefaults() {
        FeedSignal.Acknowledgement acknowledgement =
                acknowledgement(
                        "{\"nSigFigs\":null,\"coin\":\"BTC\",\"fast\":false,\"type\":\"l2Book\"}");

        assertThat(StreamType.BOOK.of("BTC").isAcknowledgedBy(acknowledgement)).isTrue();
        assertThat(StreamType.BOOK.of("ETH").isAcknowledgedBy(acknowledgement)).isFalse();
        assertThat(StreamType.BBO.of("BTC").isAcknowledgedBy(acknowledgement)).isFalse();
    }

    @Test
    void aKeyThatWasSentMustComeBack() {
        FeedSignal.Acknowledgement acknowledgement =
                acknowledgement("{\"coin\":\"BTC\",\"type\":\"candle\",\"interval\":\"5m\"}");

        assertThat(StreamType.CANDLE.of("BTC", "5m").isAcknowledgedBy(acknowledgement)).isTrue();
        assertThat(StreamType.CANDLE.of("BTC", "1m").isAcknowledgedBy(acknowledgement)).isFalse();
    }

    private static FeedSignal.Acknowledgement acknowledgement(String subscription) {
        String frame =
                "{\"channel\":\"subscriptionResponse\",\"data\":"
                        + "{\"subscription\":%s,\"method\":\"subscribe\"}}".formatted(subscription);
        List<FeedSignal> messages =
                new MessageDecoder(
                                "test",
                                Origin.STREAM,
                                new ValidationRules(new BigDecimal("1e9"), true))
                        .decode(frame.getBytes(StandardCharsets.UTF_8), 0);
        return (FeedSignal.Acknowledgement) messages.get(0);
    }
}
