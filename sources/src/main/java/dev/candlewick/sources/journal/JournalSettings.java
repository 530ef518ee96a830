package dev.candlewick.sources.journal;

import java.io.Serializable;

/**
 * Where a journal is and how it is kept.
 *
 * @param folder on the machine that reads; several readers, and several jobs, may share it
 * @param maxBytes of all segments in the folder; beyond it the oldest go
 * @param tapes folder in which finished segments are kept as tapes; null keeps none
 * @param since lanes made earlier are not replayed to symbols without a checkpoint, epoch
 *     milliseconds
 * @param outlivesReaders whether receiving into it goes on while the job is restarted: where the
 *     next reader is in the same process
 */
public record JournalSettings(
        String folder,
        long maxBytes,
        FsyncPolicy fsync,
        String tapes,
        long since,
        boolean outlivesReaders)
        implements Serializable {

    private static final long SEGMENT_BYTES = 16L << 20;
    private static final int LEAST_SEGMENTS = 4;

    /** A journal that keeps no tapes and replays whatever it has. */
    public static JournalSettings of(String folder, long maxBytes, FsyncPolicy fsync) {
        return new JournalSettings(folder, maxBytes, fsync, null, 0, false);
    }

    public JournalSettings keepingTapesIn(String newTapes) {
        return new JournalSettings(folder, maxBytes, fsync, newTapes, since, outlivesReaders);
    }

    public JournalSettings since(long epochMillis) {
        return new JournalSettings(folder, maxBytes, fsync, tapes, epochMillis, outlivesReaders);
    }

    public JournalSettings outlivingReaders(boolean outlives) {
        return new JournalSettings(folder, maxBytes, fsync, tapes, since, outlives);
    }

    /** How large a segment may grow before the next one is begun; a batch may pass it. */
    long segmentBytes() {
        return Math.min(SEGMENT_BYTES, maxBytes / LEAST_SEGMENTS);
    }
}
