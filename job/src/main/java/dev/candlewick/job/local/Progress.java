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

    static final Progress NONE =
            new Progress(
                    Duration.ZERO,
                    new JobCounts(0, 0, 0, 0, 0, 0, 0, 0, 0),
                    OptionalDouble.empty());

    /** The state as a line, with the rate since an earlier one. */
    public String lineSince(Progress earlier) {
        double seconds = elapsed.minus(earlier.elapsed).toMillis() / 1_000.0;
        double rate = seconds > 0 ? (counts.messages() - earlier.counts.messages()) / seconds : 0;
        String counted =
                String.format(
                        Locale.ROOT,
                        "%s  %,d messages (%,.0f/s)  %,d trades  %s",
                        clock(elapsed),
                        counts.messages(),
                        rate,
                        counts.trades(),
                        counts.gaps() == 1 ? "1 gap" : counts.gaps() + " gaps");
        return done.isPresent() ? percent() + "  " + counted + eta() : counted;
    }

    private String percent() {
        return String.format(Locale.ROOT, "%3.0f %%", 100 * done.getAsDouble());
    }

    private String eta() {
        double part = done.getAsDouble();
        if (part <= 0 || part >= 1) {
            return "";
        }
        double left = elapsed.toMillis() * (1 - part) / part;
        return "  ETA " + clock(Duration.ofMillis((long) left));
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
