package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the time zone and the locale of a machine are, the same comes out, byte for byte. */
class SameEverywhereITCase {
    private static final String TAPE = "clocks-change.tape.gz";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** All that does not tell which run it was. */
    private static final String BARS =
            "SELECT * EXCLUDE (run_id, emitted_at) FROM bars ORDER BY ALL";

    private static final String TRADES =
            "SELECT * EXCLUDE (run_id), trade_time::TIMESTAMP AS plain FROM trades ORDER BY ALL";

    private static final Map<String, Map<String, String>> MACHINES =
            Map.of(
                    "utc",
                    Map.of("TZ", "UTC", "LC_ALL", "C", "JAVA_TOOL_OPTIONS", locale("en", "US")),
                    "new-york",
                    Map.of(
                            "TZ", "America/New_York",
                            "LC_ALL", "th_TH.UTF-8",
                            "JAVA_TOOL_OPTIONS", locale("fa", "IR")));

    @TempDir private Path folder;

    @Test
    void replayQueryAndCompactDoNotDependOnZoneAndLocale() throws Exception {
        CompletableFuture<Map<String, String>> elsewhere =
                CompletableFuture.supplyAsync(() -> results("new-york"));
        Map<String, String> expected = results("utc");

        assertThat(expected.get("bars.csv").lines()).hasSizeGreaterThan(400);
        assertThat(expected.get("trades.csv")).contains("2025-11-02T06:00:36.543Z");
        assertThat(elsewhere.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(expected);
    }

    private Map<String, String> results(String machine) {
        try {
            return resultsOf(machine);
        } catch (Exception e) {
            throw new AssertionError(machine, e);
        }
    }

    private Map<String, String> resultsOf(String machine) throws Exception {
        Path home = Files.createDirectory(folder.resolve(machine));
        try (InputStream tape = SameEverywhereITCase.class.getResourceAsStream(TAPE)) {
            Files.copy(tape, home.resolve(TAPE));
        }
        Map<String, String> results = new LinkedHashMap<>();
        results.put("replay", untimed(run(machine, home, "replay", TAPE)));
        for (String format : List.of("csv", "json", "table")) {
            results.put("bars." + format, run(machine, home, "query", "--format", format, BARS));
        }
        results.put("folders", folders(home.resolve("data/lake")));
        run(machine, home, "compact");
        results.put("compacted", folders(home.resolve("data/lake")));
        results.put("trades.csv", run(machine, home, "query", "--format", "csv", TRADES));
        return results;
    }

    private static String run(String machine, Path home, String command, String... arguments)
            throws Exception {
        String[] line =
                Stream.of(
                                Stream.of(command),
                                Stream.of(
                                        "--set", "web-ui.port=0", "--set", "sentiment.enabled=off"),
                                Stream.of(arguments))
                        .flatMap(part -> part)
                        .toArray(String[]::new);
        try (RunningCandlewick child = RunningCandlewick.start(home, MACHINES.get(machine), line)) {
            int exitCode = child.exitCode(PATIENCE);
            String output =
                    child.output()
                            .lines()
                            .filter(said -> !said.startsWith("Picked up JAVA_TOOL_OPTIONS"))
                            .collect(Collectors.joining("\n"));
            assertThat(exitCode).as("%s on %s:%n%s", command, machine, output).isZero();
            return output;
        }
    }

    /** Without what tells how long it took and where it ran. */
    private static String untimed(String output) {
        return output.lines()
                .filter(line -> line.matches("  [a-z0-9 ]+ {2,}[0-9].*"))
                .collect(Collectors.joining("\n"));
    }

    /** The folders of a lake and how many files each has; the names of files are random. */
    private static String folders(Path lake) throws IOException {
        try (Stream<Path> files = Files.walk(lake)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> lake.relativize(file.getParent()) + " " + shape(file))
                    .sorted()
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String shape(Path file) {
        return file.getFileName().toString().replaceAll("[0-9a-f-]{8,}|[0-9]+", "#");
    }

    private static String locale(String language, String country) {
        return "-Duser.language=" + language + " -Duser.country=" + country;
    }
}
