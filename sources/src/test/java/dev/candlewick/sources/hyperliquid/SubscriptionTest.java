package dev.candlewick.sources.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Origin;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client says, and whether the exchange has agreed to it. */
class SubscriptionTest {

    @Test
    void framesAreWhatTheExchangeExpects() {
        assertThat(ClientFrames.subscribe(Subscription.trades("BTC")))
                .isEqualTo(
                        "{\"method\":\"subscribe\",\"subscription\":"
                                + "{\"coin\":\"BTC\",\"type\":\"trades\"}}");
        assertThat(ClientFrames.unsubscribe(Subscription.candle("kPEPE", "1m")))
                .isEqualTo(
                        "{\"method\":\"unsubscribe\",\"subscription\":"
                                + "{\"coin\":\"kPEPE\",\"interval\":\"1m\",\"type\":\"candle\"}}");
        assertThat(ClientFrames.ping()).isEqualTo("{\"method\":\"ping\"}");
    }

    @Test
    void aSymbolCannotBreakOutOfItsFrame() {
        assertThat(ClientFrames.subscribe(Subscription.trades("\"},\n{\"x\":\"")))
                .contains("\"coin\":\"\\\"},\\n{\\\"x\\\":\\\"\"");
    }

    @Test
    void anAcknowledgementMayReorderKeysAndAddDefaults() {
        Message.Acknowledgement acknowledgement =
                acknowledgement(
                        "{\"nSigFigs\":null,\"coin\":\"BTC\",\"fast\":false,\"type\":\"l2Book\"}");

        assertThat(Subscription.book("BTC").isAcknowledgedBy(acknowledgement)).isTrue();
        assertThat(Subscription.book("ETH").isAcknowledgedBy(acknowledgement)).isFalse();
        assertThat(Subscription.bbo("BTC").isAcknowledgedBy(acknowledgement)).isFalse();
    }

    @Test
    void aKeyThatWasSentMustComeBack() {
        Message.Acknowledgement acknowledgement =
                acknowledgement("{\"coin\":\"BTC\",\"type\":\"candle\",\"interval\":\"5m\"}");

        assertThat(Subscription.candle("BTC", "5m").isAcknowledgedBy(acknowledgement)).isTrue();
        assertThat(Subscription.candle("BTC", "1m").isAcknowledgedBy(acknowledgement)).isFalse();
    }

    private static Message.Acknowledgement acknowledgement(String subscription) {
        String frame =
                "{\"channel\":\"subscriptionResponse\",\"data\":"
                        + "{\"subscription\":%s,\"method\":\"subscribe\"}}".formatted(subscription);
        List<Message> messages =
                new MessageDecoder(
                                "test",
                                Origin.STREAM,
                                new ValidationRules(new BigDecimal("1e9"), true))
                        .decode(frame.getBytes(StandardCharsets.UTF_8), 0);
        return (Message.Acknowledgement) messages.get(0);
    }
}
