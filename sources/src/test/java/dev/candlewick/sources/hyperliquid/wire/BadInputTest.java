package dev.candlewick.sources.hyperliquid.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.feed.FeedSignal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, why, and what is kept of it. */
class BadInputTest extends BadInputFixture {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    not_json           | `{"channel":"trades","data":[`                  | Unexpected end-of-input
                    not_json           | ``                                              | the input is empty
                    not_json           | hello                                           | Unrecognized token 'hello'
                    not_json           | [1]                                             | a frame is a JSON object
                    not_json           | `{"channel":"pong"} x`                          | Unrecognized token
                    not_json           | `{"channel":"pong"}{}`                          | more follows
                    unknown_shape      | `{"channel":"tardes","data":[]}`                | 'tardes' is none
                    unknown_shape      | `{"channel":"connection","data":{"state":"closed"}}` | none of the exchange's
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
        assertThat(letter.detail()).contains(detail).doesNotContain("[Source");
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
                    trade_id_out_of_range | "tid":412345678901234 | "tid":99999999999999999999
                    trade_id_out_of_range | "tid":412345678901234 | "tid":0
                    trade_id_out_of_range | "tid":412345678901234 | "tid":-7
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

        List<FeedSignal> messages = decode(decoder, trades(GOOD, " " + bad + " ", GOOD));

        assertThat(messages).hasSize(2);
        DeadLetter letter = ((FeedSignal.Rejected) messages.get(0)).deadLetter();
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.detail()).startsWith("data[1].").doesNotContain("..");
        assertThat(letter.channel()).isEqualTo("trades");
        assertThat(letter.payload()).isEqualTo(bytes(bad));
        assertThat(((FeedSignal.Trades) messages.get(1)).trades()).hasSize(2);
    }

    @Test
    void aRefusedTradeStillBelongsToItsSymbol() {
        String bad = GOOD.replace("141.27", "-1");

        assertThat(decode(decoder, trades(bad)))
                .singleElement(type(FeedSignal.Rejected.class))
                .satisfies(rejected -> assertThat(rejected.symbol()).isEqualTo("SOL"));
    }

    @Test
    void anElementThatIsNoTradeIsRefusedAlone() {
        List<FeedSignal> messages = decode(decoder, trades("7", GOOD, "[1,[2]]", "null"));

        assertThat(messages)
                .filteredOn(FeedSignal.Rejected.class::isInstance)
                .extracting(message -> ((FeedSignal.Rejected) message).deadLetter().payload())
                .extracting(payload -> new String(payload, StandardCharsets.UTF_8))
                .containsExactly("7", "[1,[2]]", "null");
        assertThat(messages)
                .filteredOn(FeedSignal.Rejected.class::isInstance)
                .extracting(message -> ((FeedSignal.Rejected) message).deadLetter().detail())
                .containsExactly(
                        "data[0] is 7, not an object",
                        "data[2] is an array, not an object",
                        "data[3] is null, not an object");
        assertThat(messages).filteredOn(FeedSignal.Trades.class::isInstance).hasSize(1);
    }

    @Test
    void aFrameFullOfBadTradesDoesNotFloodTheDeadLetters() {
        String[] many = new String[10_000];
        Arrays.fill(many, "7");
        String frame = trades(many);

        List<FeedSignal> messages = decode(decoder, frame);

        assertThat(messages).hasSize(101);
        DeadLetter last = ((FeedSignal.Rejected) messages.get(100)).deadLetter();
        assertThat(last.reason()).isEqualTo("too_many_rejected");
        assertThat(last.payload()).isEqualTo(bytes(frame));
    }

    @Test
    void aTimeAheadOfItsReceiptIsFineWhereReceiptsHaveNoClockOfTheirOwn() {
        String ahead = trades(GOOD.replace("1790000000456", "1790009000456"));

        assertThat(refused(decoder, ahead).reason()).isEqualTo("time_out_of_range");
        assertThat(decode(decoder(false), ahead))
                .singleElement()
                .isInstanceOf(FeedSignal.Trades.class);
        String absurd = trades(GOOD.replace("1790000000456", "9790009000456"));
        assertThat(refused(decoder(false), absurd).reason()).isEqualTo("time_out_of_range");
    }

    @Test
    void aDecimalMayComeAsANumber() {
        String frame = trades(GOOD.replace("\"141.27\"", "141.270").replace("\"2.4\"", "3"));

        Trade trade = ((FeedSignal.Trades) decode(decoder, frame).get(0)).trades().get(0);

        assertThat(trade.price()).isEqualTo(new BigDecimal("141.270"));
        assertThat(trade.size()).isEqualTo(new BigDecimal("3"));
    }

    @Test
    void noDecimalThatPassesCanExplodeLater() {
        for (String price : List.of("1e9", "1E+5", "0.00000000000000000000000000000001")) {
            Trade trade =
                    ((FeedSignal.Trades)
                                    decode(decoder, trades(GOOD.replace("141.27", price))).get(0))
                            .trades()
                            .get(0);
            assertThatNoException()
                    .isThrownBy(() -> trade.notional().multiply(trade.size()).doubleValue());
            assertThat(trade.price().toPlainString()).hasSizeLessThan(50);
            assertThat(trade.price().scale()).isNotNegative();
        }
    }
}
