package dev.candlewick.sources.tape;

import dev.candlewick.functions.model.FeedEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** The one place that emits and advances: a checkpoint sees both or neither. */
final class TapeEmitter implements RecordEmitter<TapeRecord, FeedEvent, TapeFeeds> {

    @Override
    public void emitRecord(TapeRecord record, SourceOutput<FeedEvent> output, TapeFeeds feeds) {
        feeds.accept(record, output::collect);
    }
}
