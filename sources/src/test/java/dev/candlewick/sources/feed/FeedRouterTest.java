package dev.candlewick.sources.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.hyperliquid.wire.MessageDecoder;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which symbol a frame of a shared connection is for: live, and in a recording. */
class FeedRouterTest {

    private static final String MIDS =
            "{\"channel\":\"allMids\",\"data\":{\"mids\":{\"BTC\":\"1\",\"@1\":\"2\"}}}";
    private static final long RECEIVED_AT = 1_790_000_001_000_000L;

    private final List<FeedEvent> events = new ArrayList<>();
    private final Map<String, SymbolFeed> feeds = new TreeMap<>();
    private FeedRouter router = FeedRouter.ofConnection(this::tell);
    private final MessageDecoder decoder =
            new MessageDecoder(
                    "test", Origin.STREAM, new ValidationRules(new BigDecimal("1e9"), true));

    @BeforeEach
    void carryTwoSymbols() {
        router.add("BTC");
        router.add("ETH");
    }

    @Test
    void framesReachTheirSymbol() {
        receive(trade("BTC", 1));
        receive(bbo("BTC"));

        assertThat(story()).containsExactly("COVERED BTC", "TRADE BTC", "DATA BTC", "TIME BTC");
    }

    @Test
    void tradesOfSymbolsThatAreNotCarriedMakeNoEvents() {
        receive(trade("SOL", 1));
        receive("{\"channel\":\"pong\"}");

        assertThat(story()).isEmpty();
    }

    @Test
    void marketDataOfSymbolsThatAreNotCarriedMakesNoEvents() {
        receive(bbo("SOL"));

        assertThat(story()).isEmpty();
    }

    @Test
    void streamsOfNoCoinAreCarriedWhereTheyWereAdded() {
        receive(MIDS);
        router.add(FeedRouter.NO_COIN);
        receive(MIDS);

        assertThat(story()).containsExactly("DATA BTC", "DATA @1");
    }

    @Test
    void aRecordingWithoutAcknowledgementsTakesEverySymbolInIt() {
        playRecording();
        receive(trade("SOL", 1));
        receive(bbo("DOGE"));
        receive(MIDS);

        assertThat(story())
                .containsExactly("COVERED SOL", "TRADE SOL", "DATA DOGE", "DATA BTC", "DATA @1");
    }

    @Test
    void aRecordingWithAcknowledgementsTakesTheSymbolsOfThose() {
        playRecording();
        receive(trade("SOL", 1));
        receive(acknowledgement("bbo", "BTC"));
        receive(bbo("BTC"));
        receive(bbo("DOGE"));
        receive(trade("SOL", 2));
        receive(trade("ETH", 1));

        assertThat(story()).containsExactly("COVERED SOL", "TRADE SOL", "DATA BTC", "TRADE SOL");
    }

    @Test
    void aRecordingTakesTheSymbolsThatItsRecorderNames() {
        playRecording();
        router.on(new FeedSignal.Recording("wss://x", List.of("BTC"), "", 0), RECEIVED_AT);
        receive(trade("BTC", 1));
        receive(trade("SOL", 1));

        assertThat(story()).containsExactly("COVERED BTC", "TRADE BTC");
    }

    @Test
    void refusedInputGoesOutWhicheverSymbolItIsAbout() {
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
        router.on(new FeedSignal.Connected(), RECEIVED_AT);
        router.on(new FeedSignal.Disconnected("reset"), RECEIVED_AT);

        assertThat(story())
                .containsExactly(
                        "CONNECTED BTC", "CONNECTED ETH", "DISCONNECTED BTC", "DISCONNECTED ETH");
    }

    private void playRecording() {
        router = FeedRouter.ofRecording(new HashSet<>(), true, this::tell);
    }

    private void tell(String symbol, FeedSignal signal, long at) {
        feeds.computeIfAbsent(symbol, name -> new SymbolFeed(new SymbolFeedState(name), 2_000_000));
        signal.tell(feeds.get(symbol), at, events::add);
    }

    private void receive(String frame) {
        for (FeedSignal signal :
                decoder.decode(frame.getBytes(StandardCharsets.UTF_8), RECEIVED_AT)) {
            router.on(signal, RECEIVED_AT);
        }
    }

    private static String bbo(String coin) {
        return "{\"channel\":\"bbo\",\"data\":{\"coin\":\"%s\",\"time\":1790000000999,\"bbo\":[]}}"
                .formatted(coin);
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
