package dev.candlewick.sinks.compaction;

import java.util.List;

/**
 * What a compaction did.
 *
 * @param removed how many replaced or abandoned files it deleted
 * @param kept how many replaced files stay, since a query or a checkpoint may still ask for them
 */
public record CompactionReport(List<CompactedFolder> folders, int removed, int kept) {}
