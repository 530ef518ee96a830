package dev.candlewick.sources.journal;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A place between two lines of the journal.
 *
 * @param lane the time of its making, epoch milliseconds: lanes are in order, and no number comes
 *     again
 * @param offset in bytes, over all segments of the lane
 */
public record JournalPosition(long lane, long offset)
        implements Comparable<JournalPosition>, Serializable {

    /** Nowhere in a journal. */
    public static final JournalPosition NONE = new JournalPosition(0, 0);

    private static final Comparator<JournalPosition> ORDER =
            Comparator.comparingLong(JournalPosition::lane)
                    .thenComparingLong(JournalPosition::offset);

    @Override
    public int compareTo(JournalPosition other) {
        return ORDER.compare(this, other);
    }

    boolean isBefore(JournalPosition other) {
        return compareTo(other) < 0;
    }
}
