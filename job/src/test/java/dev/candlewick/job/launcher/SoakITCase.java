package dev.candlewick.job.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.candlewick.simulator.ExchangeSimulator;
import dev.candlewick.simulator.Tape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code live} at ten times the recorded rate for so many seconds: heap after a full collection,
 * open files, threads and state stay what they are. The line of least squares through the samples,
 * after a third of the time to warm up, rises by less than a tenth over the rest. The journal rises
 * and falls by segments: its line rises by less than one, and it stays below three.
 */
@EnabledIfSystemProperty(named = "candlewick.soak-seconds", matches = "\\d+")
@Timeout(value = 4, unit = TimeUnit.HOURS)
class SoakITCase {
    private static final int SECONDS = Integer.getInteger("candlewick.soak-seconds", 0);
    private static final Duration EVERY = Duration.ofSeconds(Math.max(5, SECONDS / 60));
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String JOURNAL = "journal, kB";
    private static final double SEGMENT = 16 * 1_024;

    @TempDir private Path folder;
    private final Map<String, List<Double>> samples = new TreeMap<>();
    private final List<Double> times = new ArrayList<>();

    @Test
    void nothingGrows() throws Exception {
        try (ExchangeSimulator exchange =
                ExchangeSimulator.builder()
                        .tape(Tape.recorded())
                        .speed(10)
                        .loop(true)
                        .build()
                        .start()) {
            Path settings = Files.writeString(folder.resolve("settings.yaml"), settings(exchange));
            try (RunningCandlewick live =
                    RunningCandlewick.start(folder, "live", "--config", settings.toString())) {
                await().atMost(PATIENCE).until(() -> folderBytes("data/checkpoints") > 0);
                measure(live);
                assertThat(live.stop(PATIENCE)).as(live.output()).isZero();
            }
        }
        report();
    }

    private void measure(RunningCandlewick live) throws Exception {
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(SECONDS).toNanos();
        while (System.nanoTime() < end) {
            long next = System.nanoTime() + EVERY.toNanos();
            times.add((System.nanoTime() - start) / 1e9);
            sample(live.pid());
            await().atMost(PATIENCE).until(() -> System.nanoTime() >= next);
        }
    }

    private void sample(long pid) throws Exception {
        jcmd(pid, "GC.run");
        Matcher used = Pattern.compile("used (\\d+)K").matcher(jcmd(pid, "GC.heap_info"));
        assertThat(used.find()).isTrue();
        add("heap after a full collection, MB", Double.parseDouble(used.group(1)) / 1_024);
        add("open files", entries(Path.of("/proc/" + pid + "/fd")));
        add("threads", entries(Path.of("/proc/" + pid + "/task")));
        add("retained checkpoints, kB", folderBytes("data/checkpoints") / 1_024.0);
        add(JOURNAL, folderBytes("data/journal") / 1_024.0);
    }

    private void add(String name, double value) {
        samples.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    private void report() throws IOException {
        int first = times.size() / 3;
        StringBuilder table =
                new StringBuilder(
                        "| what | mean | rises by, an hour | over the run |\n|---|---|---|---|\n");
        Map<String, Double> growth = new TreeMap<>();
        samples.forEach(
                (name, values) -> {
                    List<Double> at = times.subList(first, times.size());
                    List<Double> kept = values.subList(first, values.size());
                    double mean = mean(kept);
                    double slope = slope(at, kept);
                    double rise = slope * (at.get(at.size() - 1) - at.get(0)) / mean;
                    growth.put(name, rise);
                    table.append(
                            String.format(
                                    Locale.ROOT,
                                    "| %s | %.1f | %.2f | %.1f %% |%n",
                                    name,
                                    mean,
                                    slope * 3_600,
                                    rise * 100));
                });
        double most = samples.get(JOURNAL).stream().mapToDouble(size -> size).max().orElseThrow();
        double journalRise = growth.remove(JOURNAL) * mean(samples.get(JOURNAL));
        table.append(String.format(Locale.ROOT, "| most of the journal, kB | %.0f | | |%n", most));
        System.out.println(table);
        Files.writeString(Path.of("target/soak.md"), table);
        assertThat(growth.values()).as(table.toString()).allMatch(rise -> rise < 0.1);
        assertThat(journalRise).as(table.toString()).isLessThan(SEGMENT);
        assertThat(most).as(table.toString()).isLessThan(3 * SEGMENT);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /** Of the line of least squares. */
    private static double slope(List<Double> x, List<Double> y) {
        double meanX = mean(x);
        double meanY = mean(y);
        double covariance = 0;
        double variance = 0;
        for (int i = 0; i < x.size(); i++) {
            covariance += (x.get(i) - meanX) * (y.get(i) - meanY);
            variance += (x.get(i) - meanX) * (x.get(i) - meanX);
        }
        return covariance / variance;
    }

    private static String jcmd(long pid, String command) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                                Long.toString(pid),
                                command)
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static double entries(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private double folderBytes(String name) throws IOException {
        double bytes = 0;
        Path root = folder.resolve(name);
        if (!Files.exists(root)) {
            return 0;
        }
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new Found(files));
        for (Path file : files) {
            // One that was just removed has 0.
            bytes += file.toFile().length();
        }
        return bytes;
    }

    private static String settings(ExchangeSimulator exchange) {
        return """
        web-ui.port: 0
        universe.symbols: [BTC, ETH, SOL, WLFI]
        exchange.websocket-url: %s
        exchange.rest-url: %s
        exchange.subscriptions: [bbo, l2Book]
        sentiment.enabled: off
        lake.commit-interval: 5 s
        """
                .formatted(exchange.url(), exchange.restUrl());
    }

    /** Files that may be removed meanwhile. */
    private static final class Found extends SimpleFileVisitor<Path> {
        private final List<Path> files;

        Found(List<Path> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
        }
    }
}
