package dev.candlewick.sources.hyperliquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, why, and what is kept of it. */
class BadInputTest {

    private static final long RECEIVED_AT = 1_790_000_000_500_000L;
    private static final String GOOD =
            "{\"coin\":\"SOL\",\"side\":\"A\",\"px\":\"141.27\",\"sz\":\"2.4\","
                    + "\"time\":1790000000456,\"hash\":\"0x00\",\"tid\":412345678901234}";

    private final MessageDecoder decoder = decoder(true);

    private static MessageDecoder decoder(boolean boundedByReceipt) {
        return new MessageDecoder(
                "the feed",
                Origin.STREAM,
                new ValidationRules(new BigDecimal("1e9"), boundedByReceipt));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    not_json           | `{"channel":"trades","data":[`                  | Unexpected end-of-input
                    not_json           | ``                                              | a frame is a JSON object
                    not_json           | hello                                           | Unrecognized token 'hello'
                    not_json           | [1]                                             | a frame is a JSON object
                    not_json           | `{"channel":"pong"} x`                          | Unrecognized token
                    not_json           | `{"channel":"pong"}{}`                          | more follows
                    unknown_shape      | `{"channel":"tardes","data":[]}`                | 'tardes' is none
                    unknown_shape      | `{"channel":"connection","data":{"state":"closed"}}` | belong to tapes
                    unknown_shape      | `{"channel":"candle","data":[]}`                | no candle
                    missing_field      | {}                                              | channel is missing
                    missing_field      | `{"data":[]}`                                   | channel is missing
                    missing_field      | `{"channel":"trades"}`                          | data is missing
                    missing_field      | `{"channel":"l2Book","data":{"coin":"A","levels":[[],[]]}}` | time is missing
                    missing_field      | `{"channel":"subscriptionResponse","data":{"method":"subscribe","subscription":{}}}` | type is missing
                    mistyped_field     | `{"channel":7,"data":[]}`                       | channel is 7, not text
                    mistyped_field     | `{"channel":"trades","data":{}}`                | data is an object, not an array
                    mistyped_field     | `{"channel":"error","data":{}}`                 | data is an object, not text
                    mistyped_field     | `{"channel":"bbo","data":{"coin":"A","time":1790000000456,"bbo":[null,null,null]}}` | more than 2
                    mistyped_field     | `{"channel":"bbo","data":{"coin":"A","time":1790000000456,"bbo":[7]}}` | data.bbo[0] is 7, not an object
                    mistyped_field     | `{"channel":"l2Book","data":{"coin":"A","time":1790000000456,"levels":[[]]}}` | 1 sides
                    mistyped_field     | `{"channel":"l2Book","data":{"coin":"A","time":"1790000000456","levels":[[],[]]}}` | not an integer
                    duplicate_field    | `{"channel":"pong","channel":"pong"}`           | channel is there twice
                    duplicate_field    | `{"channel":"l2Book","data":{"coin":"A","coin":"A","time":1790000000456,"levels":[[],[]]}}` | coin is there twice
                    price_out_of_range | `{"channel":"l2Book","data":{"coin":"A","time":1790000000456,"levels":[[{"px":"0","sz":"1","n":1}],[]]}}` | data.levels[0][0].px is 0
                    size_out_of_range  | `{"channel":"bbo","data":{"coin":"A","time":1790000000456,"bbo":[{"px":"1","sz":"0","n":1}]}}` | sz is 0
                    """,
            delimiter = '|')
    void aFrameIsRefusedWhole(String reason, String frame, String detail) {
        DeadLetter letter = refused(decoder, frame);

        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.detail()).contains(detail);
        assertThat(letter.source()).isEqualTo("the feed");
        assertThat(letter.receivedAt()).isEqualTo(RECEIVED_AT);
        assertThat(letter.payload()).isEqualTo(bytes(frame));
    }

    @ParameterizedTest(name = "{0}: {1} for {2}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    price_out_of_range | "px":"141.27"         | "px":"0"
                    price_out_of_range | "px":"141.27"         | "px":"-1"
                    price_out_of_range | "px":"141.27"         | "px":"1000000000.1"
                    price_out_of_range | "px":"141.27"         | "px":"1e999999999"
                    price_out_of_range | "px":"141.27"         | "px":"1e-999999999"
                    price_out_of_range | "px":"141.27"         | "px":1e999999999
                    price_out_of_range | "px":"141.27"         | "px":"NaN"
                    price_out_of_range | "px":"141.27"         | "px":"-Infinity"
                    mistyped_field     | "px":"141.27"         | "px":"1e99999999999"
                    mistyped_field     | "px":"141.27"         | "px":""
                    mistyped_field     | "px":"141.27"         | "px":"."
                    mistyped_field     | "px":"141.27"         | "px":"0x10"
                    mistyped_field     | "px":"141.27"         | "px":"1 "
                    mistyped_field     | "px":"141.27"         | "px":null
                    mistyped_field     | "px":"141.27"         | "px":true
                    mistyped_field     | "px":"141.27"         | "px":{"a":[1,{"b":2}]}
                    mistyped_field     | "px":"141.27"         | "px":[[1],2]
                    missing_field      | "px":"141.27"         | "qx":"141.27"
                    duplicate_field    | "px":"141.27"         | "px":"141.27","px":"141.28"
                    size_out_of_range  | "sz":"2.4"            | "sz":"0.0"
                    size_out_of_range  | "sz":"2.4"            | "sz":"-2.4"
                    size_out_of_range  | "sz":"2.4"            | "sz":"1e50"
                    size_out_of_range  | "sz":"2.4"            | "sz":"Infinity"
                    time_out_of_range  | "time":1790000000456  | "time":1514764799999
                    time_out_of_range  | "time":1790000000456  | "time":1790000060501
                    time_out_of_range  | "time":1790000000456  | "time":1790000000456000000000
                    time_out_of_range  | "time":1790000000456  | "time":-1
                    mistyped_field     | "time":1790000000456  | "time":"1790000000456"
                    mistyped_field     | "time":1790000000456  | "time":1.790000000456e12
                    mistyped_field     | "side":"A"            | "side":"a"
                    mistyped_field     | "side":"A"            | "side":["A"]
                    mistyped_field     | "tid":412345678901234 | "tid":"412345678901234"
                    mistyped_field     | "tid":412345678901234 | "tid":99999999999999999999
                    missing_field      | "tid":412345678901234 | "tidd":412345678901234
                    bad_symbol         | "coin":"SOL"          | "coin":""
                    bad_symbol         | "coin":"SOL"          | "coin":"S\\nL"
                    bad_symbol         | "coin":"SOL"          | "coin":"S\\u2028L"
                    bad_symbol         | "coin":"SOL"          | "coin":"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLM"
                    """,
            delimiter = '|')
    void aBadTradeDoesNotCostItsFrame(String reason, String original, String replacement) {
        String bad = GOOD.replace(original, replacement);
        assertThat(bad).isNotEqualTo(GOOD);

        List<Message> messages = decode(decoder, trades(GOOD, " " + bad + " ", GOOD));

        assertThat(messages).hasSize(2);
        DeadLetter letter = ((Message.Rejected) messages.get(0)).deadLetter();
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.detail()).startsWith("data[1].").doesNotContain("..");
        assertThat(letter.channel()).isEqualTo("trades");
        assertThat(letter.payload()).isEqualTo(bytes(bad));
        assertThat(((Message.Trades) messages.get(1)).trades()).hasSize(2);
    }

    @Test
    void aRefusedTradeStillBelongsToItsSymbol() {
        String bad = GOOD.replace("141.27", "-1");

        assertThat(decode(decoder, trades(bad)))
                .singleElement(type(Message.Rejected.class))
                .satisfies(rejected -> assertThat(rejected.symbol()).isEqualTo("SOL"));
    }

    @Test
    void anElementThatIsNoTradeIsRefusedAlone() {
        List<Message> messages = decode(decoder, trades("7", GOOD, "[1,[2]]", "null"));

        assertThat(messages)
                .filteredOn(Message.Rejected.class::isInstance)
                .extracting(message -> ((Message.Rejected) message).deadLetter().payload())
                .extracting(payload -> new String(payload, StandardCharsets.UTF_8))
                .containsExactly("7", "[1,[2]]", "null");
        assertThat(messages)
                .filteredOn(Message.Rejected.class::isInstance)
                .extracting(message -> ((Message.Rejected) message).deadLetter().detail())
                .containsExactly(
                        "data[0] is 7, not an object",
                        "data[2] is an array, not an object",
                        "data[3] is null, not an object");
        assertThat(messages).filteredOn(Message.Trades.class::isInstance).hasSize(1);
    }

    @Test
    void aFrameFullOfBadTradesDoesNotFloodTheDeadLetters() {
        String[] many = new String[10_000];
        Arrays.fill(many, "7");
        String frame = trades(many);

        List<Message> messages = decode(decoder, frame);

        assertThat(messages).hasSize(101);
        DeadLetter last = ((Message.Rejected) messages.get(100)).deadLetter();
        assertThat(last.reason()).isEqualTo("too_many_rejected");
        assertThat(last.payload()).isEqualTo(bytes(frame));
    }

    @Test
    void aTimeAheadOfItsReceiptIsFineWhereReceiptsHaveNoClockOfTheirOwn() {
        String ahead = trades(GOOD.replace("1790000000456", "1790009000456"));

        assertThat(refused(decoder, ahead).reason()).isEqualTo("time_out_of_range");
        assertThat(decode(decoder(false), ahead))
                .singleElement()
                .isInstanceOf(Message.Trades.class);
        String absurd = trades(GOOD.replace("1790000000456", "9790009000456"));
        assertThat(refused(decoder(false), absurd).reason()).isEqualTo("time_out_of_range");
    }

    @Test
    void aDecimalMayComeAsANumber() {
        String frame = trades(GOOD.replace("\"141.27\"", "141.270").replace("\"2.4\"", "3"));

        Trade trade = ((Message.Trades) decode(decoder, frame).get(0)).trades().get(0);

        assertThat(trade.price()).isEqualTo(new BigDecimal("141.270"));
        assertThat(trade.size()).isEqualTo(new BigDecimal("3"));
    }

    @Test
    void noDecimalThatPassesCanExplodeLater() {
        for (String price : List.of("1e9", "1E+5", "0.00000000000000000000000000000001")) {
            Trade trade =
                    ((Message.Trades) decode(decoder, trades(GOOD.replace("141.27", price))).get(0))
                            .trades()
                            .get(0);
            assertThatNoException()
                    .isThrownBy(() -> trade.notional().multiply(trade.size()).doubleValue());
            assertThat(trade.price().toPlainString()).hasSizeLessThan(50);
            assertThat(trade.price().scale()).isNotNegative();
        }
    }

    @Test
    void candlesMustHoldTheirOwnPrices() {
        String candle =
                "{\"t\":1789999980000,\"T\":1790000039999,\"s\":\"BTC\",\"i\":\"1m\",\"o\":\"5\","
                        + "\"c\":\"6\",\"h\":\"7\",\"l\":\"4\",\"v\":\"0.0\",\"n\":0}";
        String frame = "{\"channel\":\"candle\",\"data\":%s}";

        assertThat(decode(decoder, frame.formatted(candle)))
                .singleElement()
                .isInstanceOf(Message.Market.class);
        assertThat(decode(decoder, frame.formatted("[" + candle + "," + candle + "]"))).hasSize(2);
        for (String wrong : List.of("\"h\":\"5.5\"", "\"h\":\"4.5\"", "\"l\":\"5.1\"")) {
            String bad = candle.replaceAll("\"" + wrong.charAt(1) + "\":\"[^\"]*\"", wrong);
            assertThat(refused(decoder, frame.formatted(bad)).reason())
                    .isEqualTo("ohlc_out_of_order");
        }
        assertThat(
                        refused(
                                        decoder,
                                        frame.formatted(
                                                candle.replace("1790000039999", "1789999979999")))
                                .reason())
                .isEqualTo("time_out_of_range");
    }

    @Test
    void oneBadMidDoesNotSpoilTheOthers() {
        String frame =
                "{\"channel\":\"allMids\",\"data\":{\"mids\":{\"BTC\":\"1.5\",\"ETH\":\"x\","
                        + "\"SOL\":{\"a\":1},\"BTC\":\"1.6\",\"@1\":\"2\"}}}";

        List<Message> messages = decode(decoder, frame);

        assertThat(messages)
                .filteredOn(Message.Rejected.class::isInstance)
                .extracting(message -> ((Message.Rejected) message).deadLetter().payload())
                .extracting(payload -> new String(payload, StandardCharsets.UTF_8))
                .containsExactly("\"ETH\":\"x\"", "\"SOL\":{\"a\":1}", "\"BTC\":\"1.6\"");
        assertThat(messages)
                .last(type(Message.Market.class))
                .satisfies(mids -> assertThat(symbolsToldBy(mids)).containsExactly("BTC", "@1"));
    }

    private static List<String> symbolsToldBy(Message.Market market) {
        List<String> symbols = new ArrayList<>();
        market.tell(RECEIVED_AT, event -> symbols.add(event.symbol()));
        return symbols;
    }

    @Test
    void keysMayComeInAnyOrderAndUnknownOnesAreFine() {
        String frame =
                "{\"x\":{\"channel\":[1]},\"data\":[{\"new\":[{}],\"tid\":1,\"users\":[\"a\"],"
                        + GOOD.substring(1).replace("\"tid\"", "\"old\"")
                        + "],\"channel\":\"trades\",\"y\":null}";

        assertThat(decode(decoder, frame)).singleElement().isInstanceOf(Message.Trades.class);
    }

    @Test
    void aFrameOfSeveralCoinsIsTakenApart() {
        String eth = GOOD.replace("SOL", "ETH");

        assertThat(decode(decoder, trades(GOOD, eth, GOOD)))
                .extracting(Message::symbol)
                .containsExactly("SOL", "ETH");
    }

    @Test
    void anEmptyFrameOfTradesIsKeptBecauseItMayBeAResend() {
        assertThat(decode(decoder, trades()))
                .containsExactly(new Message.Trades(null, List.of(), true));
    }

    @Test
    void theGreetingOfOlderServersIsNoError() {
        assertThat(decode(decoder, "Websocket connection established."))
                .singleElement()
                .isInstanceOf(Message.Greeting.class);
    }

    @Test
    void aTapeMayLoseItsConnection() {
        MessageDecoder tape =
                new MessageDecoder(
                        "tape", Origin.TAPE, new ValidationRules(new BigDecimal("1e9"), true));

        assertThat(
                        decode(
                                tape,
                                "{\"channel\":\"connection\",\"data\":"
                                        + "{\"state\":\"closed\",\"reason\":\"reset by peer\"}}"))
                .containsExactly(new Message.ConnectionClosed("reset by peer"));
    }

    @Test
    void deepNestingIsRefusedBeforeItCostsAnything() {
        String deep = "[".repeat(100_000);

        assertThat(refused(decoder, "{\"channel\":\"trades\",\"x\":" + deep).reason())
                .isEqualTo("limit_exceeded");
    }

    @Test
    void aFrameBeyondAllMeasureIsRefusedUnread() {
        byte[] huge = new byte[MessageDecoder.MAX_FRAME_BYTES + 1];

        assertThat(decoder.decode(huge, RECEIVED_AT))
                .singleElement(type(Message.Rejected.class))
                .satisfies(
                        rejected ->
                                assertThat(rejected.deadLetter().reason())
                                        .isEqualTo("frame_too_large"));
    }

    @Test
    void damagedTextIsRefused() {
        byte[] frame = bytes(trades(GOOD));
        frame[new String(frame, StandardCharsets.UTF_8).indexOf("SOL")] = (byte) 0xC3;

        assertThat(decoder.decode(frame, RECEIVED_AT))
                .singleElement(type(Message.Rejected.class))
                .satisfies(
                        rejected ->
                                assertThat(rejected.deadLetter().reason()).isEqualTo("not_json"));
    }

    private static DeadLetter refused(MessageDecoder decoder, String frame) {
        List<Message> messages = decode(decoder, frame);
        assertThat(messages).singleElement().isInstanceOf(Message.Rejected.class);
        return ((Message.Rejected) messages.get(0)).deadLetter();
    }

    private static List<Message> decode(MessageDecoder decoder, String frame) {
        return decoder.decode(bytes(frame), RECEIVED_AT);
    }

    private static String trades(String... trades) {
        return "{\"channel\":\"trades\",\"data\":[" + String.join(",", trades) + "]}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
