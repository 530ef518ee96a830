package dev.candlewick.sources.hyperliquid.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Candles, mids and frames that break the rules, and odd ones that do not. */
class BadCandlesAndFramesTest extends BadInputFixture {

    @Test
    void candlesMustHoldTheirOwnPrices() {
        String candle =
                "{\"t\":1789999980000,\"T\":1790000039999,\"s\":\"BTC\",\"i\":\"1m\",\"o\":\"5\","
                        + "\"c\":\"6\",\"h\":\"7\",\"l\":\"4\",\"v\":\"0.0\",\"n\":0}";
        String frame = "{\"channel\":\"candle\",\"data\":%s}";

        assertThat(decode(decoder, frame.formatted(candle)))
                .singleElement()
                .isInstanceOf(FeedSignal.Market.class);
        assertThat(decode(decoder, frame.formatted("[" + candle + "," + candle + "]"))).hasSize(2);
        for (String wrong : List.of("\"h\":\"5.5\"", "\"h\":\"4.5\"", "\"l\":\"5.1\"")) {
            String bad = candle.replaceAll("\"" + wrong.charAt(1) + "\":\"[^\"]*\"", wrong);
            assertThat(refused(decoder, frame.formatted(bad)).reason())
                    .isEqualTo("ohlc_out_of_order");
        }
    }

    @ParameterizedTest(name = "{0}: {1} for {2}")
    @CsvSource(
            quoteCharacter = '`',
            textBlock =
                    """
                    unknown_interval  | "i":"1m"          | "i":"7m"
                    unknown_interval  | "i":"1m"          | "i":"1s"
                    unknown_interval  | "i":"1m"          | "i":"1mo"
                    unknown_interval  | "i":"1m"          | "i":""
                    off_grid          | "t":1789999980000 | "t":1789999980001
                    off_grid          | "t":1789999980000 | "t":1789999950000
                    off_grid          | "i":"1m"          | "i":"1w"
                    wrong_length      | "T":1790000039999 | "T":1789999979999
                    wrong_length      | "T":1790000039999 | "T":1790000040000
                    wrong_length      | "T":1790000039999 | "T":1790000099999
                    """,
            delimiter = '|')
    void aCandleIsOneOfTheExchange(String reason, String original, String replacement) {
        String candle =
                "{\"t\":1789999980000,\"T\":1790000039999,\"s\":\"BTC\",\"i\":\"1m\",\"o\":\"5\","
                        + "\"c\":\"6\",\"h\":\"7\",\"l\":\"4\",\"v\":\"0.0\",\"n\":0}";
        String bad = candle.replace(original, replacement);

        List<FeedSignal> messages =
                decode(decoder, "{\"channel\":\"candle\",\"data\":[%s,%s]}".formatted(bad, candle));

        assertThat(messages)
                .filteredOn(FeedSignal.Rejected.class::isInstance)
                .extracting(message -> ((FeedSignal.Rejected) message).deadLetter())
                .extracting(DeadLetter::reason, letter -> new String(letter.payload(), UTF_8))
                .containsExactly(tuple(reason, bad));
        assertThat(messages).filteredOn(FeedSignal.Market.class::isInstance).hasSize(1);
    }

    @Test
    void weeksAndMonthsOfTheExchangeAreCountedFromTheEpoch() {
        for (String candle :
                List.of(
                        // Thursday 2025-09-04, and the block of 30 days from 2025-06-11 on.
                        "\"t\":1756944000000,\"T\":1757548799999,\"i\":\"1w\"",
                        "\"t\":1749600000000,\"T\":1752191999999,\"i\":\"1M\"")) {
            String frame =
                    "{\"channel\":\"candle\",\"data\":{"
                            + candle
                            + ",\"s\":\"BTC\",\"o\":\"5\",\"c\":\"6\",\"h\":\"7\",\"l\":\"4\",\"v\":\"0\","
                            + "\"n\":0}}";

            assertThat(decode(decoder, frame))
                    .singleElement()
                    .isInstanceOf(FeedSignal.Market.class);
        }
    }

    @Test
    void oneBadMidDoesNotSpoilTheOthers() {
        String frame =
                "{\"channel\":\"allMids\",\"data\":{\"mids\":{\"BTC\":\"1.5\",\"ETH\":\"x\","
                        + "\"SOL\":{\"a\":1},\"BTC\":\"1.6\",\"@1\":\"2\"}}}";

        List<FeedSignal> messages = decode(decoder, frame);

        assertThat(messages)
                .filteredOn(FeedSignal.Rejected.class::isInstance)
                .extracting(message -> ((FeedSignal.Rejected) message).deadLetter().payload())
                .extracting(payload -> new String(payload, StandardCharsets.UTF_8))
                .containsExactly("\"ETH\":\"x\"", "\"SOL\":{\"a\":1}", "\"BTC\":\"1.6\"");
        assertThat(messages)
                .last(type(FeedSignal.Market.class))
                .satisfies(mids -> assertThat(symbolsToldBy(mids)).containsExactly("BTC", "@1"));
    }

    @Test
    void keysMayComeInAnyOrderAndUnknownOnesAreFine() {
        String frame =
                "{\"x\":{\"channel\":[1]},\"data\":[{\"new\":[{}],\"tid\":1,\"users\":[\"a\"],"
                        + GOOD.substring(1).replace("\"tid\"", "\"old\"")
                        + "],\"channel\":\"trades\",\"y\":null}";

        assertThat(decode(decoder, frame)).singleElement().isInstanceOf(FeedSignal.Trades.class);
    }

    @Test
    void aFrameOfSeveralCoinsIsTakenApart() {
        String eth = GOOD.replace("SOL", "ETH");

        assertThat(decode(decoder, trades(GOOD, eth, GOOD)))
                .extracting(FeedSignal::symbol)
                .containsExactly("SOL", "ETH");
    }

    @Test
    void anEmptyFrameOfTradesIsKeptBecauseItMayBeAResend() {
        assertThat(decode(decoder, trades()))
                .containsExactly(new FeedSignal.Trades(null, List.of(), true));
    }

    @Test
    void theGreetingOfOlderServersIsNoError() {
        assertThat(decode(decoder, "Websocket connection established."))
                .singleElement()
                .isInstanceOf(FeedSignal.Unread.class);
    }

    @Test
    void deepNestingIsRefusedBeforeItCostsAnything() {
        String deep = "[".repeat(100_000);

        assertThat(refused(decoder, "{\"channel\":\"trades\",\"x\":" + deep).reason())
                .isEqualTo("limit_exceeded");
    }

    @Test
    void aFrameBeyondAllMeasureIsRefusedUnread() {
        byte[] huge = new byte[FrameDecoder.MAX_FRAME_BYTES + 1];

        assertThat(decoder.decode(huge, RECEIVED_AT))
                .singleElement(type(FeedSignal.Rejected.class))
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
                .singleElement(type(FeedSignal.Rejected.class))
                .satisfies(
                        rejected ->
                                assertThat(rejected.deadLetter().reason()).isEqualTo("not_json"));
    }
}
