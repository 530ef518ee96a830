package dev.candlewick.sources.hyperliquid.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams of many coins, and of accounts: what their frames tell, and what is refused of them. */
class ChannelsTest extends ChannelsFixture {

    @Test
    void midsAreReportedEachForItsSymbol() {
        assertThat(
                        described(
                                "{\"channel\":\"allMids\",\"data\":{\"mids\":{\"BTC\":\"1.5\",\"@1\":\"2\"}}}"))
                .extracting(FeedEvent::data)
                .containsExactly(
                        new MidPrice("BTC", new BigDecimal("1.5"), AT, Origin.STREAM),
                        new MidPrice("@1", new BigDecimal("2"), AT, Origin.STREAM));
    }

    @Test
    void contextsWithoutNamesAreReportedByThoseThatTheExchangeWasAskedFor() {
        decode(NAMES);

        List<FeedEvent> events =
                described(
                        "{\"channel\":\"assetCtxs\",\"data\":{\"ctxs\":[%s,%s],\"dex\":\"\"}}"
                                .formatted(PERPETUAL.formatted("5"), PERPETUAL.formatted("7")));

        assertThat(events).extracting(FeedEvent::symbol).containsExactly("BTC", "kPEPE");
        assertThat(((AssetContext) events.get(1).data()))
                .isEqualTo(
                        new AssetContext(
                                "kPEPE",
                                AT,
                                new BigDecimal("-0.00001"),
                                new BigDecimal("2.5"),
                                new BigDecimal("6.0"),
                                new BigDecimal("12.0"),
                                new BigDecimal("2"),
                                null,
                                new BigDecimal("5.9"),
                                new BigDecimal("7"),
                                null,
                                null,
                                null,
                                null,
                                "assetCtxs",
                                Origin.STREAM));
    }

    @Test
    void contextsOfAllDexsAreReportedByTheirNames() {
        decode(NAMES);

        assertThat(
                        described(
                                "{\"channel\":\"allDexsAssetCtxs\",\"data\":{\"ctxs\":[[\"\",[%1$s,%1$s]],[\"xyz\",[%1$s]]]}}"
                                        .formatted(PERPETUAL.formatted("5"))))
                .extracting(FeedEvent::symbol)
                .containsExactly("BTC", "kPEPE", "xyz:TSLA");
    }

    @Test
    void contextsThatTheNamesDoNotFitAreRefused() {
        String frame =
                "{\"channel\":\"assetCtxs\",\"data\":{\"ctxs\":[%s]}}"
                        .formatted(PERPETUAL.formatted("5"));

        assertThat(refused(frame).detail())
                .isEqualTo("data.ctxs has 1 contexts of dex '', of which no names are known");
        decode(NAMES);
        assertThat(refused(frame).detail())
                .isEqualTo("data.ctxs has 1 contexts of dex '', of which 2 names are known");
        assertThat(refused(frame).reason()).isEqualTo("names_unknown");
    }

    @Test
    void aBadContextIsRefusedAloneAndTheOthersKeepTheirNames() {
        decode(NAMES);

        List<FeedSignal> messages =
                decode(
                        "{\"channel\":\"assetCtxs\",\"data\":{\"ctxs\":[%s,%s]}}"
                                .formatted(PERPETUAL.formatted("-5"), PERPETUAL.formatted("7")));

        assertThat(((FeedSignal.Rejected) messages.get(0)).deadLetter().detail())
                .startsWith("data.ctxs[0].markPx is -5");
        assertThat(events(messages)).extracting(FeedEvent::symbol).containsExactly("kPEPE");
    }

    @Test
    void spotContextsNameThemselves() {
        List<FeedEvent> events =
                described(
                        "{\"channel\":\"spotAssetCtxs\",\"data\":[%s,%s]}"
                                .formatted(SPOT.formatted("PURR/USDC"), SPOT.formatted("@1")));

        assertThat(events).extracting(FeedEvent::symbol).containsExactly("PURR/USDC", "@1");
        assertThat(((AssetContext) events.get(0).data()).circulatingSupply()).isEqualTo("1000.5");
        assertThat(refused("{\"channel\":\"spotAssetCtxs\",\"data\":[{}]}").reason())
                .isEqualTo("missing_field");
    }
}
