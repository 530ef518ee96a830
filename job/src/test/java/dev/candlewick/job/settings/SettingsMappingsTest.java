package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.BarInterval;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each key reaches its field, from each of the three places where it can be set. */
class SettingsMappingsTest extends SettingsMappingsFixture {

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
        assertThat(loaded.settings().universe().discovery().rules().size()).isEqualTo(4);
        assertThat(loaded.describe(SettingKeys.WEB_UI_PORT)).isEqualTo("web-ui.port = 6 (--set)");
        assertThat(loaded.describe(UniverseKeys.SIZE))
                .isEqualTo("universe.size = 4 (environment CANDLEWICK_UNIVERSE_SIZE)");
        assertThat(loaded.describe(SettingKeys.LAKE_PATH))
                .isEqualTo("lake.path = fromfile (" + file + ":3)");
    }
}
