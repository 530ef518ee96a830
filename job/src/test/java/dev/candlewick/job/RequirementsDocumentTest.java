package dev.candlewick.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.settings.SettingKey;
import dev.candlewick.job.settings.SettingKeys;
import dev.candlewick.sinks.tables.Table;
import dev.candlewick.sinks.tables.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/requirements.md} says of where a requirement is met is there. */
class RequirementsDocumentTest {

    private static final Path DOCS = Path.of("../docs");
    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(?:#([^)]+))?\\)");

    @Test
    void everyPackageClassSettingTableAndCommandThatIsNamedExists() throws IOException {
        String asDesigned = document().split("\n## ")[1];
        Set<String> known = new TreeSet<>(sources());
        Tables.all().stream().map(Table::name).forEach(known::add);
        known.addAll(Set.of("backfill", "query", "status", "doctor"));

        assertThat(SPAN.matcher(asDesigned).results().map(span -> span.group(1)))
                .hasSizeGreaterThan(20)
                .allMatch(name -> known.contains(name) || isSetting(name));
    }

    @Test
    void everyDocumentAndSectionThatIsLinkedExists() throws IOException {
        List<MatchResult> links = LINK.matcher(document()).results().toList();

        assertThat(links).hasSizeGreaterThan(8);
        for (MatchResult link : links) {
            Path target = DOCS.resolve(link.group(1));
            assertThat(target).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as(link.group(1)).contains(link.group(2));
            }
        }
    }

    private static String document() throws IOException {
        return Files.readString(DOCS.resolve("requirements.md"));
    }

    /** A star stands for any end. */
    private static boolean isSetting(String name) {
        return SettingKeys.all().stream()
                .map(SettingKey::name)
                .anyMatch(
                        key ->
                                name.endsWith("*")
                                        ? key.startsWith(name.substring(0, name.length() - 1))
                                        : key.equals(name));
    }

    /** Packages as {@code module/package}, and classes by their name alone. */
    private static Set<String> sources() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("functions", "sources", "sinks", "job")) {
            Path root = Path.of("..", module, "src/main/java/dev/candlewick", module);
            try (Stream<Path> files = Files.walk(root)) {
                files.map(file -> name(module, root, file)).forEach(names::add);
            }
        }
        return names;
    }

    private static String name(String module, Path root, Path file) {
        return Files.isDirectory(file)
                ? module + "/" + root.relativize(file)
                : file.getFileName().toString().replace(".java", "");
    }

    private static Set<String> anchors(Path document) throws IOException {
        return Files.readString(document)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }
}
