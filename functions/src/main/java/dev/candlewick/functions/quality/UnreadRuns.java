package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.BarRun;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Runs of new windows, the oldest first, of which a {@link WindowTable} was not asked again: nearly
 * all are forgotten before that, so that they never need a place in it.
 */
final class UnreadRuns {

    /** The columns of a shorter run take more memory than the places of its windows. */
    private static final int FEWEST_ROWS = 8;

    private final Queue<Numbered> runs = new ArrayDeque<>();
    private int windows;

    /**
     * A run.
     *
     * @param number that stands for the name of who says it
     */
    private record Numbered(BarRun run, int number) {

        long endTime() {
            int last = run.rows() - 1;
            return run.openTime(last) + run.count(last) * run.interval().micros();
        }
    }

    /** Takes a run that is long enough. */
    boolean offer(BarRun run, int number) {
        if (run.rows() < FEWEST_ROWS) {
            return false;
        }
        runs.add(new Numbered(run, number));
        windows += run.bars();
        return true;
    }

    int windows() {
        return windows;
    }

    /** Moves all windows into a table. */
    void moveTo(WindowTable table) {
        for (Numbered each : runs) {
            for (int row = 0; row < each.run.rows(); row++) {
                table.putFirst(each.run, row, each.number);
            }
        }
        runs.clear();
        windows = 0;
    }

    /** Forgets runs that ended by an instant, but moves those windows that may be repaired. */
    void forget(long settledBefore, WindowTable table) {
        while (!runs.isEmpty() && runs.peek().endTime() <= settledBefore) {
            Numbered oldest = runs.remove();
            windows -= oldest.run.bars();
            for (int row = 0; row < oldest.run.rows(); row++) {
                if (!Newest.isOfWholeFeed(oldest.run.coverage(row))) {
                    table.putFirst(oldest.run, row, oldest.number);
                }
            }
        }
    }

    UnreadRuns copy() {
        UnreadRuns copy = new UnreadRuns();
        copy.runs.addAll(runs);
        copy.windows = windows;
        return copy;
    }
}
