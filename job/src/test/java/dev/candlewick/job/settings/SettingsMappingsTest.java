package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.SelectionPressure;
import dev.candlewick.functions.sentiment.RegimeBounds;
import dev.candlewick.functions.sentiment.SentimentRules;
import dev.candlewick.sources.journal.FsyncPolicy;
import dev.candlewick.sources.websocket.ExchangeLimits;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each key reaches its field, from each of the three places where it can be set. */
class SettingsMappingsTest {

    private static final Map<String, String> TEXTS = texts();

    private static final Settings EXPECTED =
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
                            false,
                            7,
                            Optional.of(Path.of("symbols.txt"))),
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
                    new ArchiveSettings("s3://b/m", "file:///b/a", "/b/f", new BigDecimal("0.1")),
                    new LakeSettings("s3://b/lake", Duration.ofSeconds(10)),
                    new HotStoreSettings(
                            Path.of("/srv/hot.duckdb"),
                            Duration.ofDays(2),
                            List.of(BarInterval.D1)),
                    new CheckpointSettings("s3://b/checkpoints"),
                    new QualitySettings(new BigDecimal("2.5e6")),
                    new WebUiSettings(0));

    @TempDir private Path folder;

    @Test
    void theTableOfThisTestNamesEveryKey() {
        assertThat(TEXTS.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        SettingKeys.all().stream().map(SettingKey::name).toList());
    }

    @Test
    void fromTheCommandLine() throws InvalidSettingsException {
        List<String> assignments =
                TEXTS.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList();
        assertThat(load(Map.of(), Optional.empty(), assignments)).isEqualTo(EXPECTED);
    }

    @Test
    void fromTheEnvironment() throws InvalidSettingsException {
        Map<String, String> environment =
                SettingKeys.all().stream()
                        .collect(
                                Collectors.toMap(
                                        SettingKey::environmentName, key -> TEXTS.get(key.name())));
        assertThat(environment).containsKey("CANDLEWICK_EXCHANGE_WEBSOCKET_URL");
        assertThat(load(environment, Optional.empty(), List.of())).isEqualTo(EXPECTED);
    }

    @Test
    void fromDottedKeysOfTheFile() throws Exception {
        String yaml =
                TEXTS.entrySet().stream()
                        .map(entry -> entry.getKey() + ": '" + entry.getValue() + "'\n")
                        .collect(Collectors.joining());
        assertThat(load(Map.of(), Optional.of(file(yaml)), List.of())).isEqualTo(EXPECTED);
    }

    @Test
    void fromNestedKeysAndListsOfTheFile() throws Exception {
        String yaml =
                """
                # both ways of writing keys, and both ways of writing lists
                exchange:
                  websocket-url: ws://127.0.0.1:9000/ws
                  journal:
                universe:
                  symbols:
                    - kPEPE
                    - "@142"
                    - NO
                    - 1e9
                  discovery: off
                bars.intervals: [1s, 1d]
                sentiment:
                """;

        Settings settings = load(Map.of(), Optional.of(file(yaml)), List.of());

        assertThat(settings.exchange().websocketUrl().getPort()).isEqualTo(9000);
        assertThat(settings.exchange().journal()).isEmpty();
        assertThat(settings.universe().symbols()).containsExactly("kPEPE", "@142", "NO", "1e9");
        assertThat(settings.bars().intervals()).containsExactly(BarInterval.S1, BarInterval.D1);
    }

    @Test
    void symbolsOfAFileAreCollectedBesideThoseThatAreSet() throws Exception {
        Path symbols =
                Files.writeString(folder.resolve("list"), "ETH\n# quiet ones\n\nkPEPE\n@142\n");
        List<String> assignments = List.of("universe.file=" + symbols, "universe.symbols=BTC,ETH");

        assertThat(load(Map.of(), Optional.empty(), assignments).universe().collected())
                .containsExactly("BTC", "ETH", "kPEPE", "@142");
    }

    @Test
    void laterLayersWin() throws Exception {
        Path file = file("web-ui.port: 1\nuniverse.size: 2\nlake.path: fromfile\n");
        EffectiveSettings loaded =
                new SettingsLoader(
                                Map.of(
                                        "CANDLEWICK_WEB_UI_PORT", "3",
                                        "CANDLEWICK_UNIVERSE_SIZE", "4"),
                                Optional.of(file),
                                List.of("web-ui.port=5", "web-ui.port=6"))
                        .load();

        assertThat(loaded.settings().webUi().port()).isEqualTo(6);
        assertThat(loaded.settings().universe().size()).isEqualTo(4);
        assertThat(loaded.describe(SettingKeys.WEB_UI_PORT)).isEqualTo("web-ui.port = 6 (--set)");
        assertThat(loaded.describe(SettingKeys.UNIVERSE_SIZE))
                .isEqualTo("universe.size = 4 (environment CANDLEWICK_UNIVERSE_SIZE)");
        assertThat(loaded.describe(SettingKeys.LAKE_PATH))
                .isEqualTo("lake.path = fromfile (" + file + ":3)");
    }

    private static Settings load(
            Map<String, String> environment, Optional<Path> file, List<String> assignments)
            throws InvalidSettingsException {
        return new SettingsLoader(environment, file, assignments).load().settings();
    }

    private Path file(String yaml) throws IOException {
        return Files.writeString(folder.resolve("candlewick.yaml"), yaml);
    }

    private static Map<String, String> texts() {
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
        texts.put("lake.path", "s3://b/lake");
        texts.put("lake.commit-interval", "10 s");
        texts.put("hot-store.path", "/srv/hot.duckdb");
        texts.put("hot-store.retention", "2 d");
        texts.put("hot-store.intervals", "1d");
        texts.put("checkpoints.path", "s3://b/checkpoints");
        texts.put("quality.max-price", "2.5e6");
        texts.put("web-ui.port", "0");
        return texts;
    }
}
