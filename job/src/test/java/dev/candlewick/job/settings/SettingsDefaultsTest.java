package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.sentiment.SentimentRules;
import dev.candlewick.functions.universe.ScoreWeights;
import dev.candlewick.functions.universe.UniverseRules;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.websocket.connection.ExchangeLimits;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What a user gets who sets nothing. */
class SettingsDefaultsTest {

    private static final List<String> CHANNELS =
            List.of("trades", "bbo", "l2Book", "candle", "activeAssetCtx", "allMids");
    private static final List<String> ACCOUNT_STREAMS =
            List.of(
                    "notification",
                    "webData3",
                    "clearinghouseState",
                    "allDexsClearinghouseState",
                    "spotState",
                    "openOrders",
                    "twapStates",
                    "orderUpdates",
                    "userEvents",
                    "userFills",
                    "userFundings",
                    "userNonFundingLedgerUpdates",
                    "userHistoricalOrders",
                    "userTwapSliceFills",
                    "userTwapHistory",
                    "activeAssetData");
    private static final List<BarInterval> INTERVALS =
            List.of(BarInterval.M1, BarInterval.M5, BarInterval.M15, BarInterval.H1);

    @Test
    void everyKeyHasTheDocumentedDefault() throws InvalidSettingsException {
        Settings expected =
                new Settings(
                        new ExchangeSettings(
                                URI.create("wss://api.hyperliquid.xyz/ws"),
                                URI.create("https://api.hyperliquid.xyz"),
                                1200,
                                CHANNELS,
                                List.of(),
                                ACCOUNT_STREAMS,
                                new ExchangeLimits(10, 30, 2_000, 1_000, 10),
                                Optional.of(Path.of("data/journal")),
                                1L << 30,
                                FsyncPolicy.EVERY_SECOND),
                        new UniverseSettings(
                                List.of("BTC", "ETH", "SOL"),
                                Optional.empty(),
                                new UniverseSettings.Discovery(
                                        false,
                                        Set.of(Market.PERPS),
                                        Duration.ofMinutes(10),
                                        Map.of(),
                                        new UniverseRules(
                                                25,
                                                Set.of("BTC", "ETH", "SOL"),
                                                Set.of(),
                                                1.5,
                                                Duration.ofHours(1),
                                                ScoreWeights.DEFAULT,
                                                UniverseRules.Bounds.DEFAULT,
                                                0)),
                                new HistorySettings(HistorySettings.Mode.AUTO, 5_000, List.of())),
                        new BarsSettings(INTERVALS, Duration.ofSeconds(2), Duration.ofMinutes(10)),
                        new SentimentSettings(
                                true,
                                URI.create("https://api.alternative.me/fng/"),
                                Duration.ofHours(1),
                                true,
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(5),
                                SentimentRules.DEFAULT),
                        new ArchiveSettings(
                                "s3://hyperliquid-archive/market_data",
                                "s3://hyperliquid-archive/asset_ctxs",
                                "s3://hl-mainnet-node-data",
                                new BigDecimal("0.09"),
                                Duration.ofSeconds(5),
                                Duration.ofMinutes(1)),
                        new LakeSettings("data/lake", Duration.ofMinutes(1)),
                        new HotStoreSettings(
                                Path.of("data/hot/candlewick.duckdb"),
                                Optional.empty(),
                                Duration.ofDays(7),
                                INTERVALS),
                        new CheckpointSettings("data/checkpoints"),
                        new QualitySettings(new BigDecimal("1e9")),
                        new SqlSettings(List.of()),
                        new QuerySettings(Path.of("data/cache"), 10L << 30),
                        new WebUiSettings(8081),
                        new LogSettings(Level.INFO));

        assertThat(defaults().settings()).isEqualTo(expected);
    }

    @Test
    void everyKeySaysThatItIsADefault() throws InvalidSettingsException {
        assertThat(defaults().entries())
                .hasSameSizeAs(SettingKeys.all())
                .allMatch(entry -> entry.origin().equals(SettingOrigin.DEFAULT));
    }

    private static EffectiveSettings defaults() throws InvalidSettingsException {
        return new SettingsLoader(Map.of(), Optional.empty(), List.of()).load();
    }
}
