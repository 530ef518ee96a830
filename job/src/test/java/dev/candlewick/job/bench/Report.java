package dev.candlewick.job.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The table of a document. */
record Report(List<Contender> contenders, long trades) {

    private static final double MILLION = 1e6;

    static Report of(List<Contender> contenders, long trades) {
        return new Report(contenders, trades);
    }

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
                trades / MILLION / median.cpuSeconds(),
                timesAsFastAs("DuckDB read_json", median),
                timesAsFastAs("tardis", median),
                median.peakMegabytes());
    }

    /** By CPU time; empty where that one did not take part. */
    private String timesAsFastAs(String start, Measured measured) {
        return contenders.stream()
                .filter(one -> one.name().startsWith(start))
                .findFirst()
                .map(one -> one.median().cpuSeconds() / measured.cpuSeconds())
                .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                .orElse("");
    }
}
