package dev.candlewick.job.local;

import java.time.Duration;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How far a run has come.
 *
 * @param elapsed since it began
 * @param done the part of the input that has been read, where its end is known
 */
public record Progress(Duration elapsed, JobCounts counts, OptionalDouble done) {

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
                        "%s  %s  %,d trades  %s",
                        clock(elapsed),
                        input(earlier),
                        counts.trades(),
                        counts.gaps().all() == 1 ? "1 gap" : counts.gaps().all() + " gaps");
        return done.isPresent() ? percent() + "  " + counted + eta() : counted;
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
