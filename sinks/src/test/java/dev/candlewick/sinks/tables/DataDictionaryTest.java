package dev.candlewick.sinks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept where is what the data dictionary says. */
class DataDictionaryTest {

    private static final Path DICTIONARY = Path.of("../docs/data-dictionary.md");

    @Test
    void theDataDictionarySaysWhatIsKeptWhere() throws IOException {
        assertThat(routesInDictionary())
                .containsExactlyElementsOf(
                        Tables.all().stream().map(DataDictionaryTest::row).toList());
    }

    @Test
    void theDataDictionaryDescribesEveryColumn() throws IOException {
        String text = Files.readString(DICTIONARY);
        for (Table<?> table : Tables.all()) {
            int start = text.indexOf("\n## " + table.name() + "\n");
            assertThat(start).as(table.name()).isPositive();
            int end = text.indexOf("\n## ", start + 1);
            String section = text.substring(start, end < 0 ? text.length() : end);
            if (!section.contains("The same columns")) {
                assertThat(section).contains(table.columns().stream().map(Column::name).toList());
            }
        }
    }

    private static List<String> routesInDictionary() throws IOException {
        return Files.readAllLines(DICTIONARY).stream()
                .dropWhile(line -> !line.startsWith("| table | lake"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    private static String row(Table<?> table) {
        String folders = table.day() == null ? "one folder" : table.day().column();
        return "| %s | %s | %s"
                .formatted(
                        table.name(),
                        folders,
                        (hot(table.name(), table.hot()) + " |").stripLeading());
    }

    private static String hot(String table, HotRetention kept) {
        return switch (kept.choice()) {
            case NOTHING -> "";
            case WHOLE -> "the newest row of each key";
            case RECENT -> "the newest row of each key, for `hot-store.retention`";
            case NEWEST -> "the newest row of each symbol, as `%s_newest`".formatted(table);
        };
    }
}
