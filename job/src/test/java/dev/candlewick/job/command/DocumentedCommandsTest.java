package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents tell a reader to type. */
class DocumentedCommandsTest {

    private static final Pattern SPAN = Pattern.compile("`(?:\\./|bin/)?candlewick ([^`]+)`");
    private static final Pattern LINE =
            Pattern.compile("(?m)^ *\\$? ?(?:\\./|bin/)?candlewick ([^#\n]+)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    @Test
    void everyCommandAndOptionOfTheDocumentsExists() throws IOException {
        int commands = 0;
        for (Path document : documents()) {
            for (List<String> arguments : commands(Files.readString(document))) {
                TestingShell shell = new TestingShell(Path.of("home"));
                List<String> all = new ArrayList<>(arguments);
                all.add("--help");

                assertThat(shell.run(all.toArray(String[]::new)))
                        .as("%s: candlewick %s: %s", document, arguments, shell.errorLines())
                        .isZero();
                commands++;
            }
        }
        assertThat(commands).isGreaterThan(25);
    }

    private static List<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(List.of(Path.of("../README.md")));
        try (Stream<Path> documents = Files.walk(Path.of("../docs"))) {
            documents.filter(file -> file.toString().endsWith(".md")).forEach(all::add);
        }
        return all;
    }

    private static List<List<String>> commands(String text) {
        String joined = text.replace("\\\n", " ");
        return Stream.concat(SPAN.matcher(joined).results(), LINE.matcher(joined).results())
                .map(found -> words(found.group(1)))
                .filter(words -> words.get(0).matches("[a-z-]+|--.*"))
                .toList();
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find() && !word.group().matches("[|>&].*")) {
            String bare = word.group(1) != null ? word.group(1) : word.group(2);
            words.add(bare != null ? bare : example(word.group()));
        }
        return words;
    }

    /** In place of what stands for something. */
    private static String example(String word) {
        return switch (word) {
            case "T" -> "2025-09-01";
            case "N" -> "5";
            default -> word;
        };
    }
}
