package dev.candlewick.sources.hyperliquid.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InfoRequestTest {

    private static final long FROM = 1_790_000_040_000_000L;

    @Test
    void saysWhatTheExchangeUnderstands() {
        assertThat(
                        Stream.of(
                                        InfoRequest.candleSnapshot(
                                                "xyz:TSLA",
                                                BarInterval.M15,
                                                FROM,
                                                FROM + 60_000_000),
                                        InfoRequest.meta(""),
                                        InfoRequest.meta("xyz"),
                                        InfoRequest.metaAndAssetCtxs("a\"b"),
                                        InfoRequest.spotMeta(),
                                        InfoRequest.spotMetaAndAssetCtxs(),
                                        InfoRequest.perpDexs(),
                                        InfoRequest.exchangeStatus())
                                .map(InfoRequest::body))
                .containsExactly(
                        "{\"type\":\"candleSnapshot\",\"req\":{\"coin\":\"xyz:TSLA\",\"interval\":\"15m\",\"startTime\":1790000040000,\"endTime\":1790000099999}}",
                        "{\"type\":\"meta\"}",
                        "{\"type\":\"meta\",\"dex\":\"xyz\"}",
                        "{\"type\":\"metaAndAssetCtxs\",\"dex\":\"a\\\"b\"}",
                        "{\"type\":\"spotMeta\"}",
                        "{\"type\":\"spotMetaAndAssetCtxs\"}",
                        "{\"type\":\"perpDexs\"}",
                        "{\"type\":\"exchangeStatus\"}");
    }

    @Test
    void weighsWhatTheExchangeDocuments() {
        InfoRequest candles = InfoRequest.candleSnapshot("BTC", BarInterval.M1, FROM, FROM + 1);
        assertThat(candles.weight() + candles.weightOf(5_000)).isEqualTo(103);
        assertThat(InfoRequest.meta("").weight()).isEqualTo(20);
        assertThat(InfoRequest.meta("").weightOf(5_000)).isZero();
    }
}
