package dev.candlewick.sources.websocket.reader;

import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.sources.websocket.split.WebSocketSplitState;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;

/** The one place where events go out and the state of a split advances, so they always agree. */
final class WebSocketRecordEmitter implements RecordEmitter<Step, FeedEvent, WebSocketSplitState> {

    private static final int MICROS_PER_MILLI = 1_000;

    @Override
    public void emitRecord(Step step, SourceOutput<FeedEvent> output, WebSocketSplitState state) {
        Consumer<FeedEvent> out = event -> emit(event, output);
        for (Step.Timed timed : step.signals()) {
            timed.signal().tell(state.feed(), timed.at(), out);
        }
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
                    WAITING,
                    PROVEN,
                    UNPROVEN,
                    DOUBTED ->
                    output.collect(event);
        }
    }
}
