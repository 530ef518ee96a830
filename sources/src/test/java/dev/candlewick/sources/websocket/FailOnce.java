package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.FeedEvent;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;

/** Throws at the first event after a completed checkpoint, once in the life of a job. */
final class FailOnce implements MapFunction<FeedEvent, FeedEvent>, CheckpointListener {

    private static final long serialVersionUID = 1L;
    private static final int FIRST_CHECKPOINT_TO_FAIL_AFTER = 3;
    private static final Set<String> HAS_FAILED = ConcurrentHashMap.newKeySet();

    private final String id = UUID.randomUUID().toString();
    private boolean mayFail;

    @Override
    public FeedEvent map(FeedEvent event) {
        if (mayFail && HAS_FAILED.add(id)) {
            throw new IllegalStateException("A failure that the test asked for");
        }
        return event;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        mayFail = checkpointId >= FIRST_CHECKPOINT_TO_FAIL_AFTER;
    }
}
