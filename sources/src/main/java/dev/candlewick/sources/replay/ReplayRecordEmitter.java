package dev.candlewick.sources.replay;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.feed.Runs;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/**
 * The one place that emits and advances: a checkpoint sees both or neither, and no trade waits for
 * others of a later batch.
 */
final class ReplayRecordEmitter implements RecordEmitter<ReplayBatch, FeedEvent, ReplaySplitState> {

    private final Runs runs = new Runs();

    @Override
    public void emitRecord(
            ReplayBatch batch, SourceOutput<FeedEvent> output, ReplaySplitState state) {
        runs.to(output::collect);
        state.accept(batch, runs);
        runs.flush();
    }
}
