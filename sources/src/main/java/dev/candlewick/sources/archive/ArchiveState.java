package dev.candlewick.sources.archive;

import java.util.List;

/**
 * What a checkpoint keeps of the enumerator.
 *
 * @param isListed whether the archive has been listed, so that nothing new is to come
 * @param unassigned the splits that no reader holds
 * @param total how many there are in all, and how many bytes they have
 */
record ArchiveState(boolean isListed, List<ArchiveSplit> unassigned, Totals total) {

    static final ArchiveState NEW = new ArchiveState(false, List.of(), new Totals(0, 0));

    /** How much there is to read. */
    record Totals(int objects, long bytes) {}
}
