package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets stand elsewhere, reach the settings, and are never shown. */
class SettingsReferencesTest {

    private static final String SECRET = "hunter2-hunter2";

    @TempDir private Path folder;

    static Stream<String> keys() {
        return SettingKeys.all().stream().map(SettingKey::name);
    }

    @Test
    void aPartOfAValueComesFromTheEnvironmentOrAFile() throws Exception {
        Path file = Files.writeString(folder.resolve("secret"), SECRET + "\n");

        EffectiveSettings effective =
                load(
                        "exchange.rest-url=https://me:${env:PASSWORD}@host/x",
                        "sentiment.url=https://host/?token=${file:" + file + "}",
                        "universe.symbols=${env:FIRST},ETH");

        assertThat(effective.settings().exchange().restUrl().getUserInfo())
                .isEqualTo("me:" + SECRET);
        assertThat(effective.settings().sentiment().url().getQuery()).isEqualTo("token=" + SECRET);
        assertThat(effective.settings().universe().symbols()).containsExactly("BTC", "ETH");
        assertThat(effective.entries().toString()).doesNotContain(SECRET);
    }

    @Test
    void aReferenceThatLeadsNowhereIsNamed() {
        assertThat(problems("lake.path=${env:NONE}"))
                .containsExactly(
                        "lake.path = ${env:NONE} (--set): the environment has no NONE; set it");
        assertThat(problems("lake.path=${file:/no/such}"))
                .containsExactly(
                        "lake.path = ${file:/no/such} (--set): the file /no/such cannot be read as"
                                + " UTF-8 text; see that it is there");
        assertThat(problems("lake.path=${evn:PASSWORD}"))
                .containsExactly(
                        "lake.path = ${evn:PASSWORD} (--set): ${evn:…} is no reference; write"
                                + " ${env:NAME} or ${file:/path}");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void noSettingShowsTheSecretThatItRefersTo(String key) throws IOException {
        Path yaml = Files.writeString(folder.resolve("c.yaml"), key + ": ${env:PASSWORD}\n");
        Path file = Files.writeString(folder.resolve("secret"), SECRET);

        assertThat(shown(Optional.empty(), key + "=${env:PASSWORD}")).doesNotContain("hunter");
        assertThat(shown(Optional.empty(), key + "=x,${env:PASSWORD}")).doesNotContain("hunter");
        assertThat(shown(Optional.empty(), key + "=${file:" + file + "}")).doesNotContain("hunter");
        assertThat(shown(Optional.of(yaml))).doesNotContain("hunter");
    }

    private static String shown(Optional<Path> file, String... assignments) {
        SettingsLoader loader = loader(file, assignments);
        try {
            EffectiveSettings effective = loader.load();
            return effective.entries().toString()
                    + SettingKeys.all().stream().map(effective::describe).toList();
        } catch (InvalidSettingsException e) {
            return e + e.problems().toString();
        }
    }

    private static EffectiveSettings load(String... assignments) throws InvalidSettingsException {
        return loader(Optional.empty(), assignments).load();
    }

    private static List<String> problems(String assignment) {
        try {
            throw new AssertionError(load(assignment));
        } catch (InvalidSettingsException e) {
            return e.problems().stream().map(Problem::line).toList();
        }
    }

    private static SettingsLoader loader(Optional<Path> file, String... assignments) {
        Map<String, String> environment = Map.of("PASSWORD", SECRET, "FIRST", "BTC");
        return new SettingsLoader(environment, file, List.of(assignments));
    }
}
