package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.candlewick.job.settings.SettingsLoader.CommandValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages for settings that are wrong. */
class SettingsProblemsTest extends SettingsProblemsFixture {

    @Test
    void allProblemsOfAllPlacesComeTogether() throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("c.yaml"),
                        """
                        universe:
                          size: many
                          sybmols: [BTC]
                        lake.path: x
                        lake:
                          path: y
                        """);

        List<String> lines =
                problems(
                        Map.of("CANDLEWICK_BARS_INTERVALS", "1m,7m"),
                        Optional.of(file),
                        List.of("web-ui.port=99999", "nonsense"));

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "universe.size = many (%s:2): write a whole number from 1 to 200"
                                .formatted(file),
                        "universe.sybmols = BTC (%s:3): unknown key; did you mean universe.symbols?"
                                .formatted(file),
                        "lake.path = y (%s:6): is set on line 4 already; keep one of them"
                                .formatted(file),
                        "bars.intervals = 1m,7m (environment CANDLEWICK_BARS_INTERVALS): '7m' is"
                                + " not a bar interval; write any of 1s, 1m, 3m, 5m, 15m, 30m, 1h,"
                                + " 2h, 4h, 8h, 12h, 1d",
                        "web-ui.port = 99999 (--set): write a whole number from 0 to 65535",
                        "--set nonsense: write --set key=value, such as --set lake.path=data/lake");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    exchange.websocket-url | https://x   | write a URL `wss://…` or `ws://…`
                    exchange.websocket-url | wss:nohost  | write a URL `wss://…` or `ws://…`
                    exchange.users         | 0x12        | '0x12' is not an address
                    exchange.subscriptions | trade       | 'trade' is not a channel; write any of
                    universe.discovery     | maybe       | write `on` or `off`
                    universe.hysteresis    | 0.9         | write a number from 1 to 10
                    universe.markets       | perps,nft   | 'nft' is not one of perps, builder, spot
                    universe.delistings    | FTM         | 'FTM' is not a symbol and a time
                    universe.size          | 0           | write a whole number from 1 to 200
                    universe.size          | 2.0         | write a whole number from 1 to 200
                    universe.symbols       | BTC,,ETH    | '' is not a symbol
                    universe.symbols       | BTC,BTC     | names 'BTC' twice
                    universe.symbols       | xyz:        | 'xyz:' is not a symbol
                    universe.symbols       | XYZ:TSLA    | 'XYZ:TSLA' is not a symbol
                    universe.symbols       | @1x         | '@1x' is not a symbol
                    universe.symbols       | BTC,A\uD83D\uDCA5 | 'A\uD83D\uDCA5' is not a symbol
                    universe.exclude       | PURR/       | 'PURR/' is not a symbol
                    universe.exclude       | A/B/C       | 'A/B/C' is not a symbol
                    universe.history-intervals | 7m      | '7m' is not a bar interval
                    universe.history-depth | 5001        | write a whole number from 1 to 5000
                    bars.intervals         | ''          | is empty; write any of 1s
                    bars.out-of-orderness  | 2           | write a duration from 0 s to 10 min
                    bars.out-of-orderness  | 11 min      | write a duration from 0 s to 10 min
                    bars.out-of-orderness  | -1 s        | write a duration from 0 s to 10 min
                    bars.allowed-lateness  | 10 m        | write a duration
                    sentiment.greed-until  | 101         | write a whole number from 0 to 100
                    sentiment.fear-until   | 4.5         | write a whole number from 0 to 100
                    sentiment.trend-scale  | 0           | write a whole number from 1 to 100
                    sentiment.pressure.fear | 1, 0, 1, 0 | write five numbers from 0 to 1: contrarian
                    sentiment.pressure.fear | 0,0,0,0,x  | 'x' is not a number from 0 to 1; write five
                    sentiment.pressure.fear | 0,0,2,0,0  | '2' is not a number from 0 to 1; write five
                    sentiment.pressure.fear | 0,0,NaN,0,0 | 'NaN' is not a number from 0 to 1
                    lake.commit-interval   | 0 s         | write a duration from 100 ms to 1 d
                    lake.path              | ''          | write a path
                    hot-store.path         | ''          | write a path of a local file
                    archive.price-per-gb   | -1          | write an amount of 0 or more
                    quality.max-price      | 0           | write a number above 0
                    quality.max-price      | NaN         | write a number above 0
                    quality.max-price      | 1e400       | write a number above 0
                    web-ui.port            | -1          | write a whole number from 0 to 65535
                    """)
    void aValueThatAKeyCannotTakeIsRefusedWithWhatToWrite(String key, String value, String why) {
        assertThat(problems(key + "=" + value))
                .singleElement()
                .asString()
                .startsWith("%s = %s (--set): %s".formatted(key, value, why));
    }

    @ParameterizedTest
    @CsvSource({
        "universe.symbol, universe.symbols",
        "websocket-url, exchange.websocket-url",
        "hotstore.path, hot-store.path",
        "bars.allowed_lateness, bars.allowed-lateness"
    })
    void anUnknownKeyNamesTheOneThatWasMeant(String written, String meant) {
        assertThat(problems(written + "=1"))
                .containsExactly(
                        "%s = 1 (--set): unknown key; did you mean %s?".formatted(written, meant));
    }

    @Test
    void anUnguessableKeyPointsToTheList() {
        assertThat(problems("zebra=1"))
                .containsExactly(
                        "zebra = 1 (--set): unknown key; `candlewick config` lists all keys");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    universe.discovery=on    | universe.file=list.txt         | not both
                    universe.symbols=        | universe.discovery=off         | nothing would be collected
                    universe.symbols=BTC     | universe.exclude=ETH, BTC       | always and never collected
                    bars.intervals=1m        | hot-store.intervals=5m         | only intervals that are built
                    bars.intervals=1m        | universe.history-intervals=5m  | history goes on in bars
                    bars.intervals=1s        | universe.history-intervals=1s  | no candles of a second
                    bars.intervals=1d        | hot-store.retention=1 h        | outlasts the retention
                    lake.path=/d/lake        | checkpoints.path=/d/lake/./cp  | must not share a folder
                    lake.path=s3://b/x       | checkpoints.path=s3://b/x/     | must not share a folder
                    lake.path=file:///d/lake | hot-store.path=/d/lake/h.db    | must lie outside
                    hot-store.path=/d/hot.db | hot-store.fallback-path=/d/f.db | a folder of its own
                    sentiment.fear-until=60  | sentiment.neutral-until=60  | each must be greater
                    sentiment.max-age=1 h    | sentiment.publication-delay=1 d| too old before it is known
                    """)
    void valuesThatContradictEachOtherAreRefused(String one, String other, String why) {
        assertThat(problems(one, other)).singleElement().asString().contains(why, "(--set)");
    }

    @Test
    void regimesThatAreOutOfOrderAreShownTogether() {
        assertThat(problems("sentiment.fear-until=20"))
                .containsExactly(
                        "sentiment.extreme-fear-until = 25 (default) and sentiment.fear-until = 20"
                                + " (--set) and sentiment.neutral-until = 54 (default) and"
                                + " sentiment.greed-until = 75 (default): each must be greater than"
                                + " the one before it");
    }

    @Test
    void aCacheMayOutliveThePollsThatItServes() throws InvalidSettingsException {
        List<String> longer = List.of("sentiment.cache-ttl=2 h", "sentiment.poll-interval=1 min");
        assertThat(new SettingsLoader(Map.of(), Optional.empty(), longer).load()).isNotNull();
    }

    @Test
    void aLakeBesideTheCheckpointsIsNoContradiction() throws InvalidSettingsException {
        List<String> beside = List.of("lake.path=/d/lake", "checkpoints.path=/d/lake-checkpoints");
        assertThat(new SettingsLoader(Map.of(), Optional.empty(), beside).load()).isNotNull();
    }

    @Test
    void aMistypedVariableIsAProblemAndAForeignOneIsNot() {
        Map<String, String> environment =
                Map.of(
                        "CANDLEWICK_LAKE_PAHT", "x",
                        "CANDLEWICK_HOTSTORE_PATH", "y",
                        "CANDLEWICK_JAVA_OPTS", "-Xmx1g",
                        "CANDLEWICK_WEB_UI_SERVICE_HOST", "10.0.0.1",
                        "CANDLEWICK_EXCHANGE_PORT_9000_TCP_ADDR", "10.0.0.2",
                        "CANDLEWICK_LAKE_PORT", "tcp://10.0.0.3:1",
                        "LAKE_PATH", "z");

        assertThat(problems(environment, Optional.empty(), List.of()))
                .containsExactlyInAnyOrder(
                        "CANDLEWICK_LAKE_PAHT = x (environment): no setting has this name;"
                                + " did you mean CANDLEWICK_LAKE_PATH?",
                        "CANDLEWICK_HOTSTORE_PATH = y (environment): no setting has this name;"
                                + " did you mean CANDLEWICK_HOT_STORE_PATH?");
    }

    @Test
    void aFileThatIsNoYamlSaysWhere() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), "lake:\n  path: 'x\n");
        assertThat(problems(Map.of(), Optional.of(file), List.of()))
                .singleElement()
                .asString()
                .matches("\\Q" + file + "\\E:\\d+: is not YAML: .+");
    }

    @Test
    void aFileThatIsMissingOrHoldsNoKeysSaysSo() throws IOException {
        Path missing = folder.resolve("missing.yaml");
        Path scalar = Files.writeString(folder.resolve("scalar.yaml"), "hello\n");
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "# nothing\n");

        assertThat(problems(Map.of(), Optional.of(missing), List.of()))
                .containsExactly(missing + ": there is no such settings file");
        assertThat(problems(Map.of(), Optional.of(scalar), List.of()))
                .containsExactly(scalar + ":1: holds no keys; write `lake.path: data/lake`");
        assertThat(problems(Map.of(), Optional.of(empty), List.of("zebra=1"))).hasSize(1);
    }

    @Test
    void aListWhereOneValueBelongsIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("c.yaml"), "lake.path: [a, b]\n");
        assertThat(problems(Map.of(), Optional.of(file), List.of()))
                .singleElement()
                .asString()
                .startsWith("lake.path = a, b (%s:1): takes no list; write a path".formatted(file));
    }

    @Test
    void secretsAreMaskedInProblemsToo() {
        assertThat(
                        problems(
                                "s3.secret-key=hunter2",
                                "exchange.websocket-url=ftp://me:hunter2@host/?token=hunter2"))
                .hasSize(2)
                .noneMatch(line -> line.contains("hunter2"))
                .allMatch(line -> line.contains(Secrets.MASK));
    }

    @Test
    void whatACommandDecidesCannotBeSet() {
        CommandValues demo =
                new CommandValues(
                        "demo",
                        Map.of(),
                        Map.of(SettingKeys.LAKE_PATH, "out/lake"),
                        Set.of(ExchangeKeys.WEBSOCKET_URL),
                        "use --out");
        SettingsLoader loader =
                new SettingsLoader(
                        Map.of(),
                        Optional.empty(),
                        List.of("lake.path=x", "exchange.websocket-url=ws://h/ws"));

        assertThat(catchThrowableOfType(InvalidSettingsException.class, () -> loader.load(demo)))
                .hasMessage(
                        "lake.path = x (--set): demo decides this; use --out\n"
                                + "exchange.websocket-url = ws://h/ws (--set): demo decides this;"
                                + " use --out");
    }
}
