package dev.candlewick.sources.rest;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/** Gives the one split to whichever reader comes first; the others have nothing to do. */
final class CursorEnumerator<C> implements SplitEnumerator<CursorSplit<C>, UnassignedSplits<C>> {

    private final SplitEnumeratorContext<CursorSplit<C>> context;
    private final boolean bounded;
    private final List<CursorSplit<C>> unassigned;

    /**
     * @param bounded whether a reader ends when it has no split any more
     */
    CursorEnumerator(
            SplitEnumeratorContext<CursorSplit<C>> context,
            boolean bounded,
            UnassignedSplits<C> state) {
        this.context = context;
        this.bounded = bounded;
        this.unassigned = new ArrayList<>(state.splits());
    }

    @Override
    public void start() {
        // Readers are served as they come.
    }

    @Override
    public void addReader(int subtaskId) {
        unassigned.forEach(split -> context.assignSplit(split, subtaskId));
        unassigned.clear();
        if (bounded) {
            context.signalNoMoreSplits(subtaskId);
        }
    }

    /** Its reader has failed and comes back, or another one comes in its place. */
    @Override
    public void addSplitsBack(List<CursorSplit<C>> splits, int subtaskId) {
        unassigned.addAll(splits);
    }

    @Override
    public void handleSplitRequest(int subtaskId, String requesterHostname) {
        // Splits are pushed; nobody asks.
    }

    @Override
    public UnassignedSplits<C> snapshotState(long checkpointId) {
        return new UnassignedSplits<>(unassigned);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
