package dev.candlewick.sources.rest;

import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/**
 * Emits the records of a result and advances the cursor, so that a checkpoint holds all of an
 * answer or none of it.
 */
final class PollingRecordEmitter<T, C>
        implements RecordEmitter<PollResult<T, C>, T, PollingSplitState<C>> {

    @Override
    public void emitRecord(
            PollResult<T, C> result, SourceOutput<T> output, PollingSplitState<C> state) {
        result.records().forEach(output::collect);
        state.advanceTo(result.cursor());
    }
}
