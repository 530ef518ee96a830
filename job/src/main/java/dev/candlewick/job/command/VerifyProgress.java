package dev.candlewick.job.command;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;

/** How far a verification has come: a line kept up to date on a terminal, else one now and then. */
final class VerifyProgress {

    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream out;
    private final boolean terminal;
    private final int days;
    private final long startedAt = System.nanoTime();
    private long shownAt = startedAt;
    private int done;
    private long trades;

    VerifyProgress(PrintStream out, boolean terminal, int days) {
        this.out = out;
        this.terminal = terminal;
        this.days = days;
    }

    void verified(LocalDate day, long tradesOfDay) {
        done++;
        trades += tradesOfDay;
        long now = System.nanoTime();
        if (terminal) {
            out.print("\r\u001b[K" + line(day, now - startedAt));
            out.flush();
        } else if (now - shownAt >= LINE_EVERY_NANOS) {
            out.println(line(day, now - startedAt));
            shownAt = now;
        }
    }

    void end() {
        if (terminal && done > 0) {
            out.println();
        }
    }

    long trades() {
        return trades;
    }

    private String line(LocalDate day, long nanos) {
        double seconds = Math.max(nanos, 1) / 1e9;
        Duration left = Duration.ofSeconds((long) (seconds / done * (days - done)));
        return String.format(
                Locale.ROOT,
                "%s  %,d of %,d days  %,d trades (%,.0f/s)  ETA %d:%02d:%02d",
                day,
                done,
                days,
                trades,
                trades / seconds,
                left.toHours(),
                left.toMinutesPart(),
                left.toSecondsPart());
    }
}
