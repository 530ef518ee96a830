package dev.candlewick.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo ends by itself, says what it did, and what it tells to type works. */
class DemoITCase {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    @TempDir private Path folder;

    @Test
    void itEndsWithASummaryWhoseQueryWorks() throws IOException {
        Path out = folder.resolve("with space");
        TestingShell shell = new TestingShell(Path.of("..", "flink-conf"));

        int exitCode =
                shell.run(
                        "demo",
                        "--speed",
                        "max",
                        "--set",
                        "web-ui.port=0",
                        "--set",
                        "hot-store.intervals=1m",
                        "--out",
                        out.toString());

        assertThat(shell.errorLines()).anyMatch(line -> line.startsWith("Flink web UI: http://"));
        assertThat(exitCode).as(shell.errorLines().toString()).isZero();
        assertThat(shell.out().lines().map(line -> line.strip().replaceAll(" +", " ")))
                .contains(
                        "trades 20,524",
                        "duplicates 35",
                        "rejected 0",
                        "too late 0",
                        "gaps 4 (3 healed by the resend, 1 by candles, 0 open)")
                .contains("bars complete quiet partial repaired")
                .contains(
                        "sentiment neutral: 51 on 2025-09-04, \"Neutral\" to alternative.me; 23"
                                + " regime episodes so far")
                .anyMatch(
                        line ->
                                line.matches(
                                        "universe BTC, ETH, SOL, WLFI \\(pinned\\): 4 of 203 assets,"
                                                + " 1\\d\\d of which can be ranked"))
                .anyMatch(line -> line.matches("messages in \\d{2},\\d{3}"))
                .contains("1m 135 0 8 1")
                .anyMatch(
                        line ->
                                line.matches(
                                        "compared .*: \\d+ equal, 0 tolerated, 0 different, 0 missing"))
                .anyMatch(
                        line ->
                                line.matches(
                                        "the same trades from \\d objects of an archive: \\d+ bars"
                                                + " are those that came live, digit for digit.*"))
                .anyMatch(line -> line.startsWith("lake " + out + "/lake ("));
        assertThat(resultOfTheQueryToTry(shell.out())).contains("symbol", "BTC", "(8 rows)");
    }

    @Test
    void theNextDemoRemovesWhatTheLastOneLeft() throws IOException {
        Files.createFile(folder.resolve(".candlewick-demo"));
        Path old = Files.createDirectories(folder.resolve("lake")).resolve("old.parquet");
        Files.createFile(old);
        Path notes = Files.createFile(folder.resolve("notes.txt"));

        try (DemoFolder ours = DemoFolder.take(folder)) {
            assertThat(ours).hasToString(folder.toString());
            assertThat(old).doesNotExist();
            assertThat(notes).exists();
        }
    }

    private static String resultOfTheQueryToTry(String summary) {
        String typed = summary.lines().reduce((before, last) -> last).orElseThrow().strip();
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(typed.replaceAll("'(/[^']*)'", "\"$1\""));
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        assertThat(words.remove(0)).isEqualTo("candlewick");
        TestingShell shell = new TestingShell(Path.of("home"));
        assertThat(shell.run(words.toArray(String[]::new))).isZero();
        return shell.out();
    }
}
