package dev.candlewick.job.settings;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Market;
import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.SelectionPressure;
import dev.candlewick.functions.sentiment.RegimeBounds;
import dev.candlewick.functions.sentiment.SentimentRules;
import dev.candlewick.functions.universe.ScoreWeights;
import dev.candlewick.functions.universe.UniverseRules;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.websocket.connection.ExchangeLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

/** Every key of the settings with a value that differs from its default. */
abstract class SettingsMappingsFixture {

    static final Map<String, String> TEXTS = texts();

    static final Settings EXPECTED =
            new Settings(
                    new ExchangeSettings(
                            URI.create("ws://127.0.0.1:9000/ws"),
                            URI.create("http://127.0.0.1:9001"),
                            600,
                            List.of("bbo"),
                            List.of("0x0123456789abcdef0123456789ABCDEF01234567"),
                            List.of("userFills", "openOrders"),
                            new ExchangeLimits(1, 2, 300, 40, 5),
                            Optional.empty(),
                            2L << 30,
                            FsyncPolicy.ALWAYS),
                    new UniverseSettings(
                            List.of("kPEPE", "@142", "PURR/USDC"),
                            Optional.of(Path.of("symbols.txt")),
                            new UniverseSettings.Discovery(
                                    false,
                                    Set.of(Market.SPOT, Market.BUILDER),
                                    Duration.ofMinutes(3),
                                    Map.of("FTM", Instant.parse("2025-01-13T10:00:00Z")),
                                    new UniverseRules(
                                            7,
                                            Set.of("kPEPE", "@142", "PURR/USDC"),
                                            Set.of("DOGE", "xyz:TSLA"),
                                            2,
                                            Duration.ofHours(2),
                                            new ScoreWeights(1, 2, 3, 4, 5),
                                            new UniverseRules.Bounds(6, 7.5),
                                            0)),
                            new HistorySettings(
                                    HistorySettings.Mode.ON, 600, List.of(BarInterval.D1))),
                    new BarsSettings(
                            List.of(BarInterval.S1, BarInterval.D1),
                            Duration.ofMillis(500),
                            Duration.ofHours(2)),
                    new SentimentSettings(
                            false,
                            URI.create("http://127.0.0.1:9002/fng/"),
                            Duration.ofMinutes(30),
                            false,
                            Duration.ofSeconds(1),
                            Duration.ofMinutes(7),
                            new SentimentRules(
                                    new RegimeBounds(10, 20, 30, 40),
                                    Map.of(
                                            Regime.EXTREME_FEAR,
                                            new SelectionPressure(0.01, 0.02, 0.03, 0.04, 0.05),
                                            Regime.FEAR,
                                            new SelectionPressure(0.11, 0.12, 0.13, 0.14, 0.15),
                                            Regime.NEUTRAL,
                                            new SelectionPressure(0.21, 0.22, 0.23, 0.24, 0.25),
                                            Regime.GREED,
                                            new SelectionPressure(0.31, 0.32, 0.33, 0.34, 0.35),
                                            Regime.EXTREME_GREED,
                                            new SelectionPressure(0, 1, 1.0, 0.5, 0.25)),
                                    3,
                                    60,
                                    14,
                                    Duration.ofDays(5))),
                    new ArchiveSettings(
                            "s3://b/m",
                            "file:///b/a",
                            "/b/f",
                            new BigDecimal("0.1"),
                            Duration.ofSeconds(7),
                            Duration.ofSeconds(90)),
                    new LakeSettings("s3://b/lake", Duration.ofSeconds(10)),
                    new HotStoreSettings(
                            Path.of("/srv/hot.duckdb"),
                            Optional.of(Path.of("/mnt/hot.duckdb")),
                            Duration.ofDays(2),
                            List.of(BarInterval.D1)),
                    new CheckpointSettings("s3://b/checkpoints"),
                    new QualitySettings(new BigDecimal("2.5e6")),
                    new SqlSettings(List.of(Path.of("a.sql"), Path.of("/b/c.sql"))),
                    new QuerySettings(Path.of("/var/cache"), 2L << 20),
                    new WebUiSettings(0),
                    new LogSettings(Level.DEBUG));

    @TempDir Path folder;

    static Settings load(
            Map<String, String> environment, Optional<Path> file, List<String> assignments)
            throws InvalidSettingsException {
        return new SettingsLoader(environment, file, assignments).load().settings();
    }

    Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("candlewick.yaml"), yaml);
    }

    static Map<String, String> texts() {
        Map<String, String> texts = new HashMap<>();
        texts.put("exchange.websocket-url", "ws://127.0.0.1:9000/ws");
        texts.put("exchange.rest-url", "http://127.0.0.1:9001");
        texts.put("exchange.max-rest-weight-per-minute", "600");
        texts.put("exchange.subscriptions", "bbo");
        texts.put("exchange.users", "0x0123456789abcdef0123456789ABCDEF01234567");
        texts.put("exchange.account-streams", "userFills, openOrders");
        texts.put("exchange.max-connections", "1");
        texts.put("exchange.max-connections-per-minute", "2");
        texts.put("exchange.max-messages-per-minute", "300");
        texts.put("exchange.max-subscriptions", "40");
        texts.put("exchange.max-users", "5");
        texts.put("exchange.journal", "");
        texts.put("exchange.journal-size", "2 GiB");
        texts.put("exchange.journal-fsync", "always");
        texts.put("universe.symbols", "kPEPE, @142,PURR/USDC");
        texts.put("universe.exclude", "DOGE, xyz:TSLA");
        texts.put("universe.markets", "spot, builder");
        texts.put("universe.interval", "3 min");
        texts.put("universe.hysteresis", "2");
        texts.put("universe.hold", "2 h");
        texts.put("universe.min-day-volume", "6");
        texts.put("universe.max-spread-bps", "7.5");
        texts.put("universe.delistings", "FTM=2025-01-13T10:00:00Z");
        texts.put("universe.weights.volume", "1");
        texts.put("universe.weights.open-interest", "2");
        texts.put("universe.weights.spread", "3");
        texts.put("universe.weights.volatility", "4");
        texts.put("universe.weights.quality", "5");
        texts.put("universe.history", "on");
        texts.put("universe.history-depth", "600");
        texts.put("universe.history-intervals", "1d");
        texts.put("universe.discovery", "off");
        texts.put("universe.size", "7");
        texts.put("universe.file", "symbols.txt");
        texts.put("bars.intervals", "1s, 1d");
        texts.put("bars.out-of-orderness", "500 ms");
        texts.put("bars.allowed-lateness", "2h");
        texts.put("sentiment.enabled", "off");
        texts.put("sentiment.url", "http://127.0.0.1:9002/fng/");
        texts.put("sentiment.poll-interval", "30 min");
        texts.put("sentiment.use-cache", "off");
        texts.put("sentiment.cache-ttl", "1 s");
        texts.put("sentiment.publication-delay", "7 min");
        texts.put("sentiment.max-age", "5 d");
        texts.put("sentiment.extreme-fear-until", "10");
        texts.put("sentiment.fear-until", "20");
        texts.put("sentiment.neutral-until", "30");
        texts.put("sentiment.greed-until", "40");
        texts.put("sentiment.trend-threshold", "3");
        texts.put("sentiment.trend-scale", "60");
        texts.put("sentiment.volatility-readings", "14");
        texts.put("sentiment.pressure.extreme-fear", "0.01, 0.02, 0.03, 0.04, 0.05");
        texts.put("sentiment.pressure.fear", ".11,.12,.13,.14,.15");
        texts.put("sentiment.pressure.neutral", "0.21, 0.22, 0.23, 0.24, 0.25");
        texts.put("sentiment.pressure.greed", "0.31, 0.32, 0.33, 0.34, 0.35");
        texts.put("sentiment.pressure.extreme-greed", "0, 1, 1.0, 0.5, 0.25");
        texts.put("archive.market-data", "s3://b/m");
        texts.put("archive.asset-contexts", "file:///b/a");
        texts.put("archive.fills", "/b/f");
        texts.put("archive.price-per-gb", "0.1");
        texts.put("archive.max-silence", "7 s");
        texts.put("archive.max-line-silence", "90 s");
        texts.put("lake.path", "s3://b/lake");
        texts.put("lake.commit-interval", "10 s");
        texts.put("hot-store.path", "/srv/hot.duckdb");
        texts.put("hot-store.fallback-path", "/mnt/hot.duckdb");
        texts.put("hot-store.retention", "2 d");
        texts.put("hot-store.intervals", "1d");
        texts.put("checkpoints.path", "s3://b/checkpoints");
        texts.put("quality.max-price", "2.5e6");
        texts.put("log.level", "debug");
        texts.put("sql.scripts", "a.sql, /b/c.sql");
        texts.put("query.cache", "/var/cache");
        texts.put("query.cache-size", "2 MiB");
        texts.put("web-ui.port", "0");
        return texts;
    }
}
