package dev.candlewick.sources.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which symbol a frame of a shared connection is for. */
class ConnectionFeedTest {

    private static final long RECEIVED_AT = 1_790_000_001_000_000L;

    private final List<FeedEvent> events = new ArrayList<>();
    private final ConnectionFeed connection = new ConnectionFeed();
    private final MessageDecoder decoder =
            new MessageDecoder(
                    "test", Origin.STREAM, new ValidationRules(new BigDecimal("1e9"), true));

    @BeforeEach
    void carryTwoSymbols() {
        connection.add(new SymbolFeed(new SymbolFeedState("BTC"), 2_000_000));
        connection.add(new SymbolFeed(new SymbolFeedState("ETH"), 2_000_000));
    }

    @Test
    void framesReachTheirSymbol() {
        receive(trade("BTC", 1));
        receive(
                "{\"channel\":\"bbo\",\"data\":{\"coin\":\"BTC\",\"time\":1790000000999,\"bbo\":[]}}");

        assertThat(story()).containsExactly("COVERED BTC", "TRADE BTC", "DATA BTC", "TIME BTC");
    }

    @Test
    void tradesOfSymbolsThatAreNotCarriedMakeNoEvents() {
        receive(trade("SOL", 1));
        receive("{\"channel\":\"pong\"}");

        assertThat(story()).isEmpty();
    }

    @Test
    void marketDataIsToldWhoeverItIsAbout() {
        receive("{\"channel\":\"allMids\",\"data\":{\"mids\":{\"BTC\":\"1\",\"@1\":\"2\"}}}");
        receive(
                "{\"channel\":\"bbo\",\"data\":{\"coin\":\"SOL\",\"time\":1790000000999,\"bbo\":[]}}");

        assertThat(story()).containsExactly("DATA BTC", "DATA @1", "DATA SOL");
    }

    @Test
    void refusedInputIsToldWhoeverItIsAbout() {
        receive("nonsense");
        receive(trade("SOL", 1).replace("\"px\":\"5\"", "\"px\":\"-5\""));

        assertThat(story()).containsExactly("REJECTED ", "REJECTED SOL");
    }

    @Test
    void aRefusedTradeIsAGapOfItsSymbol() {
        receive(trade("BTC", 1));
        receive(trade("ETH", 1));
        events.clear();
        receive(trade("BTC", 2).replace("\"px\":\"5\"", "\"px\":\"-5\""));

        assertThat(story()).containsExactly("REJECTED BTC", "GAP BTC");
    }

    @Test
    void aFrameOfTradesThatWasCutOffIsAGapOfTheSymbolItNames() {
        receive(trade("BTC", 1));
        receive(trade("ETH", 1));
        events.clear();
        String frame = trade("BTC", 2);
        receive(frame.substring(0, frame.length() - 20));

        assertThat(story()).containsExactly("REJECTED BTC", "GAP BTC");
    }

    @Test
    void aFrameThatMayHaveBeenAnyonesTradesIsAGapOfAll() {
        receive(trade("BTC", 1));
        receive(trade("ETH", 1));
        events.clear();
        receive("\u0000 nonsense");

        assertThat(story()).containsExactly("REJECTED ", "GAP BTC", "GAP ETH");
    }

    @Test
    void aDamagedBookIsNoGap() {
        receive(trade("BTC", 1));
        events.clear();
        receive("{\"channel\":\"l2Book\",\"data\":{\"coin\":\"BTC\",\"ti");

        assertThat(story()).containsExactly("REJECTED ");
    }

    @Test
    void onlyTheAcknowledgementOfTradesSubscribesASymbol() {
        receive(acknowledgement("bbo", "BTC"));
        receive(acknowledgement("trades", "ETH"));

        assertThat(story()).containsExactly("SUBSCRIBED ETH");
    }

    @Test
    void tradesThatAreUnsubscribedAreLostToTheFeed() {
        receive(trade("ETH", 1));
        receive(acknowledgement("trades", "ETH").replace("subscribe\"", "unsubscribe\""));

        assertThat(story())
                .containsExactly("COVERED ETH", "TRADE ETH", "DISCONNECTED ETH", "GAP ETH");
    }

    @Test
    void anEmptyResendIsForTheOnlySymbolThatAwaitsOne() {
        receive(acknowledgement("trades", "ETH"));
        receive("{\"channel\":\"trades\",\"data\":[]}");

        assertThat(story()).containsExactly("SUBSCRIBED ETH", "WHOLE ETH");
    }

    @Test
    void anEmptyResendThatCouldBeForSeveralIsForNone() {
        receive(acknowledgement("trades", "BTC"));
        receive(acknowledgement("trades", "ETH"));
        receive("{\"channel\":\"trades\",\"data\":[]}");

        assertThat(story()).containsExactly("SUBSCRIBED BTC", "SUBSCRIBED ETH");
    }

    @Test
    void theConnectionIsThatOfEverySymbol() {
        connection.onConnected(RECEIVED_AT, events::add);
        connection.onDisconnected(RECEIVED_AT, "reset", events::add);

        assertThat(story())
                .containsExactly(
                        "CONNECTED BTC", "CONNECTED ETH", "DISCONNECTED BTC", "DISCONNECTED ETH");
    }

    private void receive(String frame) {
        connection.onMessages(
                decoder.decode(frame.getBytes(StandardCharsets.UTF_8), RECEIVED_AT),
                RECEIVED_AT,
                events::add);
    }

    private static String trade(String coin, long id) {
        return ("{\"channel\":\"trades\",\"data\":[{\"coin\":\"%s\",\"side\":\"B\",\"px\":\"5\","
                        + "\"sz\":\"1\",\"time\":1790000000000,\"tid\":%d}]}")
                .formatted(coin, id);
    }

    private static String acknowledgement(String type, String coin) {
        return ("{\"channel\":\"subscriptionResponse\",\"data\":{\"method\":\"subscribe\","
                        + "\"subscription\":{\"coin\":\"%s\",\"type\":\"%s\",\"x\":null}}}")
                .formatted(coin, type);
    }

    private List<String> story() {
        return events.stream().map(event -> event.kind() + " " + event.symbol()).toList();
    }
}
