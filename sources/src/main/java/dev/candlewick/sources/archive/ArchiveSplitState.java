package dev.candlewick.sources.archive;

/** How far the events of a split have been emitted. */
final class ArchiveSplitState {

    ArchiveSplit split;

    ArchiveSplitState(ArchiveSplit split) {
        this.split = split;
    }
}
