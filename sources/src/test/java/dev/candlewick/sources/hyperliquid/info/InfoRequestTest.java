package dev.candlewick.sources.hyperliquid.info;

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
                                        InfoRequest.metaAndAssetCtxs(""),
                                        InfoRequest.spotMeta(),
                                        InfoRequest.spotMetaAndAssetCtxs(),
                                        InfoRequest.allMids(""),
                                        InfoRequest.l2Book("a\"b"),
                                        InfoRequest.recentTrades("BTC"),
                                        InfoRequest.fundingHistory("BTC", FROM, FROM + 1_000),
                                        InfoRequest.perpDexs(),
                                        InfoRequest.exchangeStatus())
                                .map(InfoRequest::body))
                .containsExactly(
                        "{\"type\":\"candleSnapshot\",\"req\":{\"coin\":\"xyz:TSLA\",\"interval\":\"15m\",\"startTime\":1790000040000,\"endTime\":1790000099999}}",
                        "{\"type\":\"meta\"}",
                        "{\"type\":\"meta\",\"dex\":\"xyz\"}",
                        "{\"type\":\"metaAndAssetCtxs\"}",
                        "{\"type\":\"spotMeta\"}",
                        "{\"type\":\"spotMetaAndAssetCtxs\"}",
                        "{\"type\":\"allMids\"}",
                        "{\"type\":\"l2Book\",\"coin\":\"a\\\"b\"}",
                        "{\"type\":\"recentTrades\",\"coin\":\"BTC\"}",
                        "{\"type\":\"fundingHistory\",\"coin\":\"BTC\",\"startTime\":1790000040000,\"endTime\":1790000040000}",
                        "{\"type\":\"perpDexs\"}",
                        "{\"type\":\"exchangeStatus\"}");
    }

    @Test
    void weighsWhatTheExchangeDocuments() {
        InfoRequest candles = InfoRequest.candleSnapshot("BTC", BarInterval.M1, FROM, FROM + 1);
        assertThat(candles.weight() + candles.weightOf(5_000)).isEqualTo(103);
        InfoRequest funding = InfoRequest.fundingHistory("BTC", FROM, FROM + 1);
        assertThat(funding.weight() + funding.weightOf(500)).isEqualTo(45);
        assertThat(InfoRequest.l2Book("BTC").weight()).isEqualTo(2);
        assertThat(InfoRequest.allMids("").weight()).isEqualTo(2);
        assertThat(InfoRequest.meta("").weight()).isEqualTo(20);
        assertThat(InfoRequest.meta("").weightOf(5_000)).isZero();
    }
}
