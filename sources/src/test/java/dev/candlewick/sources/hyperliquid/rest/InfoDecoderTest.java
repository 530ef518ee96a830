package dev.candlewick.sources.hyperliquid.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.UniverseCandidate;
import dev.candlewick.sources.hyperliquid.wire.BodyReader;
import dev.candlewick.sources.json.ValidationRules;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no recording holds, as the documentation has them, and answers that are wrong. */
class InfoDecoderTest {

    private static final long NOW = 1_790_400_000_000_000L;
    private static final String CANDLE =
            """
            {"t":1790344800000,"T":1790348399999,"s":"BTC","i":"1h","o":"10.0","c":"11.0","h":"12.0","l":"9.0","v":"1.5","n":3}""";

    private final InfoDecoder decoder =
            new InfoDecoder("exchange", new ValidationRules(new BigDecimal("1000000000"), true));

    private BodyReader.Result<List<ExchangeCandle>> candles(String body) {
        return decoder.candleSnapshot(bytes(body), "BTC", BarInterval.H1, NOW);
    }

    private static byte[] bytes(String body) {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "h":"12.0" | "h":"10.5"              | ohlc_out_of_order
                    "l":"9.0"  | "l":"10.5"              | ohlc_out_of_order
                    "o":"10.0" | "o":"0.0"               | price_out_of_range
                    "o":"10.0" | "o":"NaN"               | price_out_of_range
                    "c":"11.0" | "c":"2000000000"        | price_out_of_range
                    "v":"1.5"  | "v":"-1.5"              | size_out_of_range
                    "v":"1.5"  | "w":"1.5"               | missing_field
                    "n":3      | "n":"three"             | mistyped_field
                    "s":"BTC"  | "s":""                  | bad_symbol
                    1790344800000 | 179034480000         | time_out_of_range
                    1790348399999 | 1790344799999        | wrong_length
                    1790344800000 | 1790344860000        | off_grid
                    "i":"1h"   | "i":"1y"                | unknown_interval
                    "i":"1h"   | "i":"1h","i":"1h"       | duplicate_field
                    """)
    void aBadCandleIsRefusedWithItsReasonAndTheOthersStand(String good, String bad, String reason) {
        BodyReader.Result<List<ExchangeCandle>> result =
                candles("[" + CANDLE.replace(good, bad) + "," + CANDLE + "]");

        assertThat(result.value()).hasSize(1);
        assertThat(result.refused()).hasSize(1);
        DeadLetter letter = result.refused().get(0);
        assertThat(letter.reason()).isEqualTo(reason);
        assertThat(letter.channel()).isEqualTo("candleSnapshot");
        assertThat(letter.payload()).asString().isEqualTo(CANDLE.replace(good, bad));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                | not_json
                    [{"t":17903448    | not_json
                    <html>            | not_json
                    [] []             | not_json
                    {}                | missing_field
                    """)
    void aBodyThatCannotBeReadIsRefusedAsAWhole(String body, String reason) {
        BodyReader.Result<List<Instrument>> meta = decoder.meta(bytes(body), NOW);

        assertThat(meta.value()).isNull();
        assertThat(meta.refused().get(0).payload()).isEqualTo(bytes(body));
        if (body.equals("{}")) {
            assertThat(meta.refused().get(0).reason()).isEqualTo(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "\"text\"", "{\"error\":\"no\"}"})
    void whatIsNoAnswerToTheQuestionIsRefused(String body) {
        assertThat(candles(body).refused()).hasSize(1);
        assertThat(decoder.meta(bytes(body), NOW).value()).isNull();
        assertThat(decoder.perpetualCandidates(bytes(body), NOW).value()).isNull();
        assertThat(decoder.spotMeta(bytes(body), NOW).value()).isNull();
        assertThat(decoder.spotCandidates(bytes(body), NOW).value()).isNull();
        assertThat(decoder.perpDexs(bytes(body), NOW).value()).isNull();
        assertThat(decoder.exchangeStatus(bytes(body), NOW).value()).isNull();
    }

    @Test
    void anEmptyListOfCandlesIsAnAnswer() {
        assertThat(candles(" [ ]\n").value()).isEmpty();
        assertThat(candles(" [ ]\n").refused()).isEmpty();
    }

    @Test
    void spotContextsNameTheirPair() {
        String meta =
                """
                {"universe":[{"tokens":[1,0],"name":"PURR/USDC","index":0,"isCanonical":true}],"tokens":[{"name":"USDC","szDecimals":8,"index":0},{"name":"PURR","szDecimals":0,"index":1}]}""";
        String context =
                """
                {"prevDayPx":"0.21","dayNtlVlm":"8000.1","markPx":"0.2","midPx":null,"circulatingSupply":"598274922.8","coin":"PURR/USDC","totalSupply":"1.0","dayBaseVlm":"40000.0"}""";
        List<UniverseCandidate> candidates =
                decoder.spotCandidates(bytes("[" + meta + ",[" + context + "]]"), NOW).value();

        assertThat(candidates)
                .singleElement()
                .extracting(UniverseCandidate::context)
                .matches(each -> each.symbol().equals("PURR/USDC") && each.midPrice() == null)
                .matches(each -> each.markPrice().toPlainString().equals("0.2"));
    }

    @Test
    void contextsThatAreNotAsManyAsTheAssetsAreRefused() {
        BodyReader.Result<List<UniverseCandidate>> result =
                decoder.perpetualCandidates(
                        bytes("[{\"universe\":[{\"name\":\"BTC\",\"szDecimals\":5}]},[]]"), NOW);

        assertThat(result.value()).isNull();
        assertThat(result.refused().get(0).reason()).isEqualTo("names_unknown");
    }

    @Test
    void aBadAssetDoesNotSpoilTheOthers() {
        BodyReader.Result<List<Instrument>> result =
                decoder.meta(
                        bytes(
                                "{\"universe\":[{\"name\":\"BTC\",\"szDecimals\":-5},{\"name\":\"ETH\",\"szDecimals\":4}]}"),
                        NOW);

        assertThat(result.value()).containsExactly(new Instrument("ETH", 4, false, false, 0));
        assertThat(result.refused().get(0).detail()).contains("szDecimals is -5");
    }

    @Test
    void theStatusCarriesTheClockOfTheExchange() {
        assertThat(
                        decoder.exchangeStatus(
                                        bytes("{\"time\":1790000000040,\"specialStatuses\":null}"),
                                        NOW)
                                .value())
                .isEqualTo(1_790_000_000_040_000L);
    }
}
