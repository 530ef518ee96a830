package dev.candlewick.job.local;

import dev.candlewick.sources.archive.ArchiveSource;

/**
 * How far a backfill has come in the archive.
 *
 * @param objects read to their end, or to their damage, those before a restart included
 * @param ofObjects to read in all
 * @param bytes of those objects, as they are stored
 * @param ofBytes to read in all
 * @param bytesRead since this process was started
 * @param notMatched fills that no two orders matched, since this process was started
 */
public record ArchiveCounts(
        long objects, long ofObjects, long bytes, long ofBytes, long bytesRead, long notMatched) {

    static final ArchiveCounts NONE = new ArchiveCounts(0, 0, 0, 0, 0, 0);

    static ArchiveCounts of(Counts counts) {
        return new ArchiveCounts(
                counts.total(ArchiveSource.OBJECTS_DONE),
                counts.total(ArchiveSource.OBJECTS_TOTAL),
                counts.total(ArchiveSource.BYTES_DONE),
                counts.total(ArchiveSource.BYTES_TOTAL),
                counts.total(ArchiveSource.BYTES_READ),
                counts.total(ArchiveSource.FILLS_NOT_MATCHED));
    }

    boolean isNone() {
        return ofObjects == 0;
    }

    /** The part that has been read; what is being read counts as well, once it has been. */
    public double part() {
        return ofBytes == 0 ? 1 : (double) bytes / ofBytes;
    }
}
