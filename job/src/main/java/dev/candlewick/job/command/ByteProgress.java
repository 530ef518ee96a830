package dev.candlewick.job.command;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** How far bytes have come: a line kept up to date on a terminal, else one now and then. */
final class ByteProgress {

    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(5).toNanos();
    private static final String CLEARED = "\r\u001b[K";
    private static final double MB = 1e6;

    private final PrintStream out;
    private final boolean terminal;
    private long ofBytes;
    private long bytes;
    private long startedAt = System.nanoTime();
    private long shownAt = startedAt;

    ByteProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** So much is to be done, from now on. */
    void begin(long plannedBytes) {
        ofBytes = plannedBytes;
        startedAt = System.nanoTime();
        shownAt = startedAt;
    }

    /** So much more has been. */
    void add(long moreBytes) {
        bytes += moreBytes;
        long now = System.nanoTime();
        if (terminal) {
            out.print(CLEARED + line(now - startedAt, bytes, ofBytes));
            out.flush();
        } else if (now - shownAt >= LINE_EVERY_NANOS) {
            out.println(line(now - startedAt, bytes, ofBytes));
            shownAt = now;
        }
    }

    /** Makes room for a line of something else. */
    void clear() {
        if (terminal) {
            out.print(CLEARED);
            out.flush();
        }
    }

    static String line(long nanos, long bytes, long ofBytes) {
        double perSecond = bytes / (Math.max(nanos, 1) / 1e9);
        Duration left = Duration.ofSeconds((long) (Math.max(0, ofBytes - bytes) / perSecond));
        return String.format(
                Locale.ROOT,
                "%3.0f %%  %,.1f of %,.1f MB (%,.1f MB/s)  ETA %d:%02d:%02d",
                100.0 * bytes / Math.max(1, ofBytes),
                bytes / MB,
                ofBytes / MB,
                perSecond / MB,
                left.toHours(),
                left.toMinutesPart(),
                left.toSecondsPart());
    }
}
