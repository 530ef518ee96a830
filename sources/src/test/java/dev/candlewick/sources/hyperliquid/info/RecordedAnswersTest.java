package dev.candlewick.sources.hyperliquid.info;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.hyperliquid.BodyReader;
import dev.candlewick.sources.hyperliquid.ValidationRules;
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
                read("candleSnapshot_BTC_1h_20260925.json", decoder::candleSnapshot);

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
                        new Instrument("BTC", 5, false),
                        new Instrument("ETH", 4, false),
                        new Instrument("SOL", 2, false),
                        new Instrument("MATIC", 1, true));
        assertThat(instruments.stream().mapToInt(Instrument::sizeDecimals).sum()).isEqualTo(141);
        assertThat(instruments.stream().filter(Instrument::delisted)).hasSize(32);
    }

    @Test
    void everySpotPairWithTheSizeDecimalsOfItsBase() throws IOException {
        List<Instrument> instruments = read("spotMeta_20250822.json.gz", decoder::spotMeta);

        assertThat(instruments)
                .hasSize(199)
                .contains(
                        new Instrument("PURR/USDC", 0, false),
                        new Instrument("@107", 2, false),
                        new Instrument("@142", 5, false));
        assertThat(instruments.stream().mapToInt(Instrument::sizeDecimals).sum()).isEqualTo(319);
    }

    @Test
    void everyContextBelongsToTheAssetAtItsPlace() throws IOException {
        List<AssetContext> contexts =
                read("metaAndAssetCtxs_20250822.json.gz", decoder::metaAndAssetCtxs);

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
    void everyMid() throws IOException {
        List<MidPrice> mids = read("allMids_20251213_0.json", decoder::allMids);

        assertThat(mids).hasSize(482);
        assertThat(sum(mids, MidPrice::mid)).isEqualTo("2264353.78081128");
        assertThat(mids)
                .contains(
                        new MidPrice(
                                "@107", new BigDecimal("28.718"), RECEIVED_AT, Origin.EXCHANGE));
    }

    @Test
    void aBookOfTwentyLevelsASide() throws IOException {
        BookSnapshot book = read("l2Book_DYDX.json", decoder::l2Book);

        assertThat(book.symbol()).isEqualTo("DYDX");
        assertThat(book.bookTime()).isEqualTo(1_689_630_203_930_000L);
        assertThat(book.bids()).hasSize(20);
        assertThat(book.asks()).hasSize(20);
        assertThat(book.bids().get(0).price()).isEqualTo("2.111");
        assertThat(book.asks().get(19).price()).isEqualTo("2.1518");
    }

    @Test
    void fundingRatesOldestFirst() throws IOException {
        List<FundingRate> rates = read("fundingHistory_BTC_20230523.json", decoder::fundingHistory);

        assertThat(rates).hasSize(34);
        assertThat(sum(rates, FundingRate::rate)).isEqualTo("-0.00473330");
        assertThat(rates.get(0))
                .isEqualTo(
                        new FundingRate(
                                "BTC",
                                1_683_849_600_048_000L,
                                new BigDecimal("-0.00061334"),
                                new BigDecimal("-0.00091334")));
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
