package dev.candlewick.sources.rest;

import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/**
 * The one place that emits and advances the cursor: both at once, so that a checkpoint never finds
 * half an answer.
 */
final class StepEmitter<T, C> implements RecordEmitter<PollStep<T, C>, T, CursorState<C>> {

    @Override
    public void emitRecord(PollStep<T, C> step, SourceOutput<T> output, CursorState<C> state) {
        step.records().forEach(output::collect);
        state.advanceTo(step.cursor());
    }
}
