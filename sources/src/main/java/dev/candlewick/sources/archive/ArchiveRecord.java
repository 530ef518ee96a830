package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.FeedEvent;
import java.util.List;

/**
 * Some events of a split on their way from the fetcher to the thread of the task.
 *
 * @param reached how far the split has come with them
 */
record ArchiveRecord(ArchiveSplit reached, List<FeedEvent> events) {}
