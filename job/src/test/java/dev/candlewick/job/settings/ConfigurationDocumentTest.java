package dev.candlewick.job.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} says what the registry says. {@code -Dcandlewick.docs.write=true}
 * rewrites its tables.
 */
class ConfigurationDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- keys: written from the registry -->\n";
    private static final String END = "<!-- end of keys -->\n";

    @Test
    void theDocumentListsEveryKeyWithItsDefaultAndBounds() throws IOException {
        String document = Files.readString(DOCUMENT);
        String expected = withTables(document);
        if (Boolean.getBoolean("candlewick.docs.write")) {
            Files.writeString(DOCUMENT, expected);
        } else {
            assertThat(document)
                    .as("run this test with -Dcandlewick.docs.write=true to rewrite it")
                    .isEqualTo(expected);
        }
    }

    private static String withTables(String document) {
        String before = document.substring(0, document.indexOf(BEGIN) + BEGIN.length());
        String after = document.substring(document.indexOf(END));
        return before + tables() + after;
    }

    private static String tables() {
        Map<String, String> sections =
                SettingKeys.all().stream()
                        .collect(
                                Collectors.groupingBy(
                                        SettingKey::section,
                                        LinkedHashMap::new,
                                        Collectors.mapping(
                                                ConfigurationDocumentTest::row,
                                                Collectors.joining())));
        return sections.entrySet().stream()
                .map(section -> heading(section.getKey()) + section.getValue())
                .collect(Collectors.joining("", "", "\n"));
    }

    private static String heading(String section) {
        return "\n### %s\n\n| key | default | meaning | takes |\n|---|---|---|---|\n"
                .formatted(section);
    }

    private static String row(SettingKey<?> key) {
        String text = key.defaultText().isEmpty() ? "empty" : "`" + key.defaultText() + "`";
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        key.name(),
                        text,
                        key.description()
                                + (ReloadableSettings.includes(key.name()) ? "; *reloads*" : ""),
                        key.type().expectation());
    }
}
