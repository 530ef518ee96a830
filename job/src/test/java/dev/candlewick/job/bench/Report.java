package dev.candlewick.job.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The table of a document. */
record Report(List<Contender> contenders) {

    private static final double MILLION = 1e6;

    Stream<String> lines() {
        return Stream.concat(
                Stream.of(
                        "| what | wall s | CPU s | M trades per CPU s | × DuckDB read_json"
                                + " | × tardis-dev | peak MB |",
                        "|---|---|---|---|---|---|---|"),
                contenders.stream().map(this::line));
    }

    private String line(Contender contender) {
        Measured median = contender.median();
        return String.format(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.3f | %s | %s | %d |",
                contender.name(),
                median.wallSeconds(),
                median.cpuSeconds(),
                contender.tradesPerCpuSecond() / MILLION,
                timesAsFastAs("DuckDB read_json", contender),
                timesAsFastAs("tardis", contender),
                median.peakMegabytes());
    }

    /** By CPU time; empty where that one did not take part. */
    private String timesAsFastAs(String start, Contender contender) {
        return contenders.stream()
                .filter(one -> one.name().startsWith(start))
                .findFirst()
                .map(one -> contender.tradesPerCpuSecond() / one.tradesPerCpuSecond())
                .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                .orElse("");
    }
}
