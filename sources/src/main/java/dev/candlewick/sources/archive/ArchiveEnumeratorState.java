package dev.candlewick.sources.archive;

import java.util.Collection;
import java.util.List;

/**
 * What a checkpoint keeps of the enumerator.
 *
 * @param isListed whether the archive has been listed, so that nothing new is to come
 */
record ArchiveEnumeratorState(boolean isListed, List<ArchiveSplit> unassigned, Totals total) {

    static final ArchiveEnumeratorState NEW =
            new ArchiveEnumeratorState(false, List.of(), new Totals(0, 0));

    /** How much there is to read. */
    record Totals(int objects, long bytes) {

        static Totals of(Collection<ArchiveSplit> splits) {
            int objects = 0;
            long bytes = 0;
            for (ArchiveSplit split : splits) {
                if (split.object() != null) {
                    objects++;
                    bytes += split.object().bytes();
                }
            }
            return new Totals(objects, bytes);
        }

        Totals plus(Totals other) {
            return new Totals(objects + other.objects, bytes + other.bytes);
        }

        Totals minus(Totals other) {
            return new Totals(objects - other.objects, bytes - other.bytes);
        }
    }
}
