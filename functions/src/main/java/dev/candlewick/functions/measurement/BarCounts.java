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
     * @param openTime of the first window of the row that is counted
     * @param windows how many are counted
     * @param replaced the coverage of what was said of its window before; null if nothing was
     */
    void add(BarRun run, int row, long openTime, int windows, Coverage replaced) {
        long length = run.interval().micros();
        count(run.coverage(row), windows);
        if (replaced == null) {
            delayMicros += delays(run.emittedAt(row) - openTime, windows, length);
            delayed += windows;
        } else {
            count(replaced, -windows);
            revisions += windows;
        }
        firstOpen = Math.min(firstOpen, openTime);
        lastClose = Math.max(lastClose, openTime + windows * length);
        emittedAt = Math.max(emittedAt, run.emittedAt(row));
    }

    private static long delays(long sinceOpen, int windows, long length) {
        long sum = 0;
        long sinceClose = sinceOpen;
        for (int i = 0; i < windows; i++) {
            sinceClose -= length;
            sum += Math.max(0, sinceClose);
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
