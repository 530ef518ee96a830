package dev.candlewick.job.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How long it took until all tasks ran again, by what was lost. */
final class RecoveryTimes {
    private final Map<String, List<Duration>> times = new TreeMap<>();

    void add(String loss, Duration time) {
        times.computeIfAbsent(loss, key -> new ArrayList<>()).add(time);
    }

    /** Prints a table, and keeps it as a file. */
    void write(Path file) throws IOException {
        StringBuilder table =
                new StringBuilder("| lost | times | median | worst |\n|---|---|---|---|\n");
        times.forEach(
                (loss, values) -> {
                    List<Duration> sorted = values.stream().sorted().toList();
                    table.append(
                            String.format(
                                    Locale.ROOT,
                                    "| %s | %d | %.1f s | %.1f s |%n",
                                    loss,
                                    sorted.size(),
                                    seconds(sorted.get((sorted.size() - 1) / 2)),
                                    seconds(sorted.get(sorted.size() - 1))));
                });
        System.out.println(table);
        Files.createDirectories(file.getParent());
        Files.writeString(file, table);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1_000.0;
    }
}
