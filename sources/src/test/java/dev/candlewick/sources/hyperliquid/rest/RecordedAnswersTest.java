package dev.candlewick.sources.hyperliquid.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.UniverseCandidate;
import dev.candlewick.sources.hyperliquid.wire.BodyReader;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** Whole answers of the real exchange; the expected sums were made by another language. */
class RecordedAnswersTest {

    private static final long RECEIVED_AT = 1_790_400_000_000_000L;

    private final InfoDecoder decoder =
            new InfoDecoder("exchange", new ValidationRules(new BigDecimal("1e9"), true));

    @Test
    void candlesWithTheFormingOneLast() throws IOException {
        List<ExchangeCandle> candles =
                read(
                        "candleSnapshot_BTC_1h_20260925.json",
                        (body, at) -> decoder.candleSnapshot(body, "BTC", BarInterval.H1, at));

        assertThat(candles).hasSize(5);
        assertThat(candles.get(0))
                .isEqualTo(
                        new ExchangeCandle(
                                "BTC",
                                "1h",
                                1_790_344_800_000_000L,
                                1_790_348_400_000_000L,
                                new BigDecimal("83912.0"),
                                new BigDecimal("84039.0"),
                                new BigDecimal("83133.0"),
                                new BigDecimal("84010.0"),
                                new BigDecimal("3997.94344"),
                                35_095,
                                RECEIVED_AT,
                                Origin.EXCHANGE));
    }

    @Test
    void everyPerpetualWithItsSizeDecimals() throws IOException {
        List<Instrument> instruments = read("meta_20250822.json", decoder::meta);

        assertThat(instruments)
                .hasSize(203)
                .contains(
                        new Instrument("BTC", 5, false, false, 40),
                        new Instrument("ETH", 4, false, false, 25),
                        new Instrument("SOL", 2, false, false, 20),
                        new Instrument("MATIC", 1, true, false, 20));
        assertThat(instruments.stream().mapToInt(Instrument::sizeDecimals).sum()).isEqualTo(141);
        assertThat(instruments.stream().filter(Instrument::delisted)).hasSize(32);
    }

    @Test
    void everySpotPairWithTheSizeDecimalsOfItsBase() throws IOException {
        List<Instrument> instruments = read("spotMeta_20250822.json.gz", decoder::spotMeta);

        assertThat(instruments)
                .hasSize(199)
                .contains(
                        new Instrument("PURR/USDC", 0, false, false, 0),
                        new Instrument("@107", 2, false, false, 0),
                        new Instrument("@142", 5, false, false, 0));
        assertThat(instruments.stream().mapToInt(Instrument::sizeDecimals).sum()).isEqualTo(319);
    }

    @Test
    void everyContextBelongsToTheAssetAtItsPlace() throws IOException {
        List<AssetContext> contexts =
                read("metaAndAssetCtxs_20250822.json.gz", decoder::perpetualCandidates).stream()
                        .map(UniverseCandidate::context)
                        .toList();

        assertThat(contexts).hasSize(203);
        assertThat(sum(contexts, AssetContext::openInterest)).isEqualTo("97778623346.8943600800");
        assertThat(contexts.stream().filter(each -> each.midPrice() == null)).hasSize(32);
        assertThat(contexts.get(5))
                .isEqualTo(
                        new AssetContext(
                                "SOL",
                                RECEIVED_AT,
                                new BigDecimal("0.0000125"),
                                new BigDecimal("4811432.4400000041"),
                                new BigDecimal("186.54"),
                                new BigDecimal("956471812.8782017231"),
                                new BigDecimal("5240642.0599999912"),
                                new BigDecimal("0.0001090394"),
                                new BigDecimal("183.42"),
                                new BigDecimal("183.42"),
                                new BigDecimal("183.445"),
                                new BigDecimal("183.44"),
                                new BigDecimal("183.45"),
                                null,
                                "metaAndAssetCtxs",
                                Origin.EXCHANGE));
    }

    @Test
    void theMarketsOfBuilders() throws IOException {
        assertThat(read("perpDexs_20251213.json", decoder::perpDexs))
                .containsExactly("xyz", "flx", "vntl", "hyna");
    }

    private static <T> BigDecimal sum(List<T> rows, Function<T, BigDecimal> of) {
        return rows.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private interface Decoding<T> {
        BodyReader.Result<T> decode(byte[] body, long receivedAt);
    }

    /** Nothing of what the exchange sent may be refused. */
    private static <T> T read(String name, Decoding<T> decoding) throws IOException {
        BodyReader.Result<T> result = decoding.decode(bytes(name), RECEIVED_AT);
        assertThat(result.refused()).isEmpty();
        return result.value();
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(RecordedAnswersTest.class.getResourceAsStream(name), name)) {
            InputStream in = name.endsWith(".gz") ? new GZIPInputStream(file) : file;
            return in.readAllBytes();
        }
    }
}
