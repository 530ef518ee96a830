package dev.candlewick.sources.tape;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Gives the one split to the first reader that asks: the order of the frames is the order of the
 * events, so a tape is read by one. Its state is the splits that no reader holds.
 */
final class TapeEnumerator implements SplitEnumerator<TapeSplit, List<TapeSplit>> {

    private final SplitEnumeratorContext<TapeSplit> context;
    private final List<TapeSplit> unassigned;

    TapeEnumerator(SplitEnumeratorContext<TapeSplit> context, List<TapeSplit> unassigned) {
        this.context = context;
        this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void start() {}

    @Override
    public void handleSplitRequest(int reader, String hostname) {
        if (unassigned.isEmpty()) {
            context.signalNoMoreSplits(reader);
        } else {
            context.assignSplit(unassigned.remove(0), reader);
        }
    }

    @Override
    public void addSplitsBack(List<TapeSplit> splits, int reader) {
        unassigned.addAll(splits);
    }

    @Override
    public void addReader(int reader) {
        // Readers ask.
    }

    @Override
    public List<TapeSplit> snapshotState(long checkpoint) {
        return List.copyOf(unassigned);
    }

    @Override
    public void close() throws IOException {}
}
