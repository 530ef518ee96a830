package dev.candlewick.functions.measurement;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.Coverage;

/** Final bars of one symbol and interval, counted. Mutable keyed state. */
public class BarCounts {
    public long complete;
    public long quiet;
    public long partial;
    public long repaired;

    /** Bars that changed what was said of their window before. */
    public long revisions;

    /** How long after its close each first bar of a window came, in all. */
    public long delayMicros;

    public long delayed;
    public long firstOpen = Long.MAX_VALUE;
    public long lastClose = Long.MIN_VALUE;

    /** The newest, by the clock of the feed. */
    public long emittedAt = Long.MIN_VALUE;

    /**
     * @param stretch the windows of the row that are counted
     * @param replaced the coverage of what was said of its window before; null if nothing was
     */
    void add(BarRun run, int row, RunningCounts.Stretch stretch, Coverage replaced) {
        count(run.coverage(row), stretch.count());
        if (replaced == null) {
            delayMicros += delays(run.emittedAt(row), stretch);
            delayed += stretch.count();
        } else {
            count(replaced, -stretch.count());
            revisions += stretch.count();
        }
        firstOpen = Math.min(firstOpen, stretch.openTime());
        lastClose = Math.max(lastClose, stretch.closeTime());
        emittedAt = Math.max(emittedAt, run.emittedAt(row));
    }

    private static long delays(long emitted, RunningCounts.Stretch stretch) {
        long sum = 0;
        for (int i = 1; i <= stretch.count(); i++) {
            sum += Math.max(0, emitted - stretch.openTime() - i * stretch.length());
        }
        return sum;
    }

    void add(BarCounts more) {
        complete += more.complete;
        quiet += more.quiet;
        partial += more.partial;
        repaired += more.repaired;
        revisions += more.revisions;
        delayMicros += more.delayMicros;
        delayed += more.delayed;
        firstOpen = Math.min(firstOpen, more.firstOpen);
        lastClose = Math.max(lastClose, more.lastClose);
        emittedAt = Math.max(emittedAt, more.emittedAt);
    }

    private void count(Coverage coverage, int by) {
        switch (coverage) {
            case COMPLETE -> complete += by;
            case QUIET -> quiet += by;
            case PARTIAL -> partial += by;
            case REPAIRED -> repaired += by;
        }
    }

    long bars() {
        return whole() + partial;
    }

    long whole() {
        return complete + quiet + repaired;
    }
}
