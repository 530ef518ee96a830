package dev.candlewick.job.local;

/**
 * How far a backfill has come in the archive.
 *
 * @param objects read to their end, damaged ones included
 * @param ofObjects to read in all
 * @param bytes as they are stored
 * @param ofBytes to read in all
 */
public record ArchiveCounts(
        long objects, long ofObjects, long bytes, long ofBytes, long missing, long damaged) {

    static final ArchiveCounts NONE = new ArchiveCounts(0, 0, 0, 0, 0, 0);

    public static ArchiveCounts of(Counts counts) {
        return new ArchiveCounts(
                counts.total("objectsRead"),
                counts.total("objectsTotal"),
                counts.total("archiveBytesRead"),
                counts.total("archiveBytesTotal"),
                counts.total("objectsMissing"),
                counts.total("objectsDamaged"));
    }
}
