package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.FeedEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** The one place that emits and advances: a checkpoint sees both or neither. */
final class ArchiveRecordEmitter
        implements RecordEmitter<ArchiveRecord, FeedEvent, ArchiveSplitState> {

    @Override
    public void emitRecord(
            ArchiveRecord record, SourceOutput<FeedEvent> output, ArchiveSplitState state) {
        record.events().forEach(output::collect);
        state.split = record.reached();
    }
}
