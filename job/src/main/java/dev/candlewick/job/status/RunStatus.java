package dev.candlewick.job.status;

import dev.candlewick.job.lock.Holder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges what a run tells of itself.
 *
 * @param commitInterval how often it should complete a checkpoint
 */
public record RunStatus(Instant now, Duration commitInterval) {

    /** The counts whose last hour is shown. */
    public static final List<String> TRENDS = List.of("messages", "trades", "rejected", "gaps");

    private static final Duration SILENT_AFTER = Duration.ofSeconds(15);
    static final Duration BEHIND_AFTER = Duration.ofSeconds(60);
    private static final Duration STARTING = Duration.ofMinutes(2);

    /**
     * @param holder who holds the hot store, if anyone
     * @param report what that process tells
     */
    public List<Finding> of(Optional<Holder> holder, Optional<RunReport> report) {
        if (holder.isEmpty()) {
            return List.of(Finding.bad("run", "no live runs here; candlewick live starts one"));
        }
        Optional<RunReport> own =
                report.filter(found -> found.holder().equals(holder.get().toString()));
        if (own.isEmpty()) {
            return List.of(
                    new Finding(
                            "run", isStarting(holder.get()), holder.get() + ", tells nothing yet"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(run(holder.get(), own.get()));
        findings.add(received(own.get()));
        findings.add(behind(own.get()));
        findings.addAll(new FeedStatus(now, isStarting(holder.get())).of(own.get()));
        findings.add(checkpoint(holder.get(), own.get()));
        findings.add(counts(own.get()));
        TRENDS.stream()
                .map(name -> Trend.shown(own.get(), name))
                .filter(line -> !line.isEmpty())
                .forEach(line -> findings.add(Finding.good("trend", line)));
        own.get().troubles().forEach(line -> findings.add(Finding.bad("condition", line)));
        return findings;
    }

    private boolean isStarting(Holder holder) {
        return age(holder.since().toEpochMilli()).compareTo(STARTING) < 0;
    }

    private Finding run(Holder holder, RunReport report) {
        Duration silent = age(report.at());
        return silent.compareTo(SILENT_AFTER) < 0
                ? Finding.good("run", holder.toString())
                : Finding.bad("run", "%s, no report for %s".formatted(holder, shown(silent)));
    }

    private Finding received(RunReport report) {
        Duration silent = Duration.ofMillis(report.number("millisSinceLastFrame"));
        return new Finding(
                "stream",
                silent.compareTo(BEHIND_AFTER) < 0,
                String.format(
                        Locale.ROOT,
                        "last frame %s ago, %,d received, %,d waiting in memory, %,.1f MB in the"
                                + " journal",
                        shown(silent),
                        report.number("messages"),
                        report.number("queuedFrames"),
                        report.number("journalBacklogBytes") / 1e6));
    }

    private Finding behind(RunReport report) {
        long newest = report.number("eventTime");
        if (newest == 0) {
            return Finding.bad("freshness", "no data yet");
        }
        Duration behind = age(newest);
        return new Finding(
                "freshness",
                behind.compareTo(BEHIND_AFTER) < 0,
                shown(behind) + " behind the exchange");
    }

    private Finding checkpoint(Holder holder, RunReport report) {
        long at = Math.max(report.number("checkpointAt"), holder.since().toEpochMilli());
        Duration age = age(at);
        Duration limit = commitInterval.multipliedBy(3).plus(STARTING);
        String detail =
                report.number("checkpointAt") == 0
                        ? "none yet"
                        : "completed " + shown(age) + " ago";
        return new Finding("checkpoint", age.compareTo(limit) < 0, detail);
    }

    private static Finding counts(RunReport report) {
        return Finding.good(
                "counts",
                String.format(
                        Locale.ROOT,
                        "%,d trades, %,d refused frames, %,d gaps",
                        report.number("trades"),
                        report.number("rejected"),
                        report.number("gaps")));
    }

    private Duration age(long millis) {
        Duration age = Duration.between(Instant.ofEpochMilli(millis), now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    static String shown(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds < 120
                ? seconds + " s"
                : seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
    }
}
