package dev.candlewick.job.local;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * How far a run has come.
 *
 * @param elapsed since it began
 * @param done the part of the input that has been read, where its end is known
 * @param condition how it fares, where it follows the exchange
 */
public record Progress(
        Duration elapsed, JobCounts counts, OptionalDouble done, Condition condition) {

    /**
     * How a run that follows the exchange fares.
     *
     * @param behind how many seconds its newest data are old
     * @param troubles what is wrong, a line each
     */
    public record Condition(OptionalDouble behind, List<String> troubles) {
        static final Condition UNKNOWN = new Condition(OptionalDouble.empty(), List.of());
    }

    Progress(Duration elapsed, JobCounts counts, OptionalDouble done) {
        this(elapsed, counts, done, Condition.UNKNOWN);
    }

    private static final double MB = 1e6;

    static final Progress NONE =
            new Progress(
                    Duration.ZERO,
                    new JobCounts(
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            0,
                            GapCounts.NONE,
                            VerdictCounts.NONE,
                            0,
                            0,
                            ArchiveCounts.NONE),
                    OptionalDouble.empty());

    /** The state as a line, with the rate since an earlier one. */
    public String lineSince(Progress earlier) {
        String counted =
                String.format(
                        Locale.ROOT,
                        "%s  %s  %,d trades  %,d refused  %s",
                        clock(elapsed),
                        input(earlier),
                        counts.trades(),
                        counts.rejected(),
                        gaps());
        return done.isPresent()
                ? percent() + "  " + counted + eta() + troubles()
                : counted + behind() + troubles();
    }

    private String gaps() {
        GapCounts gaps = counts.gaps();
        String all = gaps.all() == 1 ? "1 gap" : gaps.all() + " gaps";
        return all + " (" + Math.max(0, gaps.open()) + " open)";
    }

    private String behind() {
        OptionalDouble behind = condition.behind();
        return behind.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "  %.1f s behind", behind.getAsDouble());
    }

    /** What they are about; the console has said more when they began. */
    private String troubles() {
        return condition.troubles().stream()
                .map(line -> line.split(": ", 2)[0])
                .distinct()
                .map(subject -> "  ! " + subject)
                .collect(Collectors.joining());
    }

    private String input(Progress earlier) {
        ArchiveCounts archive = counts.archive();
        return archive.isNone()
                ? String.format(
                        Locale.ROOT,
                        "%,d messages (%,.0f/s)",
                        counts.messages(),
                        perSecond(earlier, counts.messages() - earlier.counts.messages()))
                : String.format(
                        Locale.ROOT,
                        "%,d of %,d objects  %,.1f of %,.1f MB (%,.1f MB/s)",
                        archive.objects(),
                        archive.ofObjects(),
                        archive.bytes() / MB,
                        archive.ofBytes() / MB,
                        perSecond(
                                        earlier,
                                        archive.bytesRead() - earlier.counts.archive().bytesRead())
                                / MB);
    }

    private double perSecond(Progress earlier, long amount) {
        double seconds = elapsed.minus(earlier.elapsed).toMillis() / 1_000.0;
        return seconds > 0 ? amount / seconds : 0;
    }

    private String percent() {
        return String.format(Locale.ROOT, "%3.0f %%", 100 * done.getAsDouble());
    }

    private String eta() {
        double part = done.getAsDouble();
        if (part <= 0 || part >= 1) {
            return "";
        }
        ArchiveCounts archive = counts.archive();
        // What an earlier run has read says nothing of how fast this one is.
        double left =
                archive.isNone()
                        ? (1 - part) / part
                        : (double) (archive.ofBytes() - archive.bytes()) / archive.bytesRead();
        return Double.isFinite(left)
                ? "  ETA " + clock(Duration.ofMillis((long) (elapsed.toMillis() * left)))
                : "";
    }

    private static String clock(Duration duration) {
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d",
                duration.toHours(),
                duration.toMinutesPart(),
                duration.toSecondsPart());
    }
}
