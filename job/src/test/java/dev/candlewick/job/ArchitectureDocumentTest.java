package dev.candlewick.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of classes in {@code docs/architecture.md} are those of the code. */
class ArchitectureDocumentTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`");
    private static final String LIFE = "## The life of one trade";

    @Test
    void everyNamedClassExists() throws IOException {
        assertThat(namesIn(document())).isNotEmpty().isSubsetOf(classes());
    }

    @Test
    void theLifeOfATradeNamesEachClassOnce() throws IOException {
        String document = document();
        int start = document.indexOf(LIFE);
        String steps = document.substring(start, document.indexOf("After a restart", start));

        assertThat(namesIn(steps)).hasSizeGreaterThan(12).doesNotHaveDuplicates();
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/architecture.md"));
    }

    private static List<String> namesIn(String text) {
        return CLASS.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static Set<String> classes() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("functions", "sources", "sinks", "job")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
                names.addAll(
                        files.map(file -> file.getFileName().toString())
                                .filter(name -> name.endsWith(".java"))
                                .map(name -> name.substring(0, name.length() - ".java".length()))
                                .collect(Collectors.toSet()));
            }
        }
        return names;
    }
}
