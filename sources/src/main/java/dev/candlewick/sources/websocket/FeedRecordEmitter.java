package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** The one place where events go out and the state of a split advances, so they always agree. */
final class FeedRecordEmitter implements RecordEmitter<Step, FeedEvent, SymbolSplitState> {

    private static final int MICROS_PER_MILLI = 1_000;

    @Override
    public void emitRecord(Step step, SourceOutput<FeedEvent> output, SymbolSplitState state) {
        step.signals().forEach(signal -> signal.tell(state.feed(), event -> emit(event, output)));
        state.advance(step.after());
    }

    private static void emit(FeedEvent event, SourceOutput<FeedEvent> output) {
        switch (event.kind()) {
            case TRADE, MID, TIME, COVERED ->
                    output.collect(event, Math.floorDiv(event.eventTime(), MICROS_PER_MILLI));
            case CONNECTED,
                    SUBSCRIBED,
                    WHOLE,
                    GAP,
                    DISCONNECTED,
                    QUARANTINED,
                    ENDED,
                    REJECTED,
                    DATA,
                    WAITING ->
                    output.collect(event);
        }
    }
}
