package dev.candlewick.sources.splits;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;

/**
 * Assigns the one split of a source to the first reader that registers; the other readers stay
 * idle. Its state is the list of splits that no reader holds.
 */
public final class SingleSplitEnumerator<SplitT extends SourceSplit>
        implements SplitEnumerator<SplitT, List<SplitT>> {

    private final SplitEnumeratorContext<SplitT> context;
    private final Boundedness boundedness;
    private final List<SplitT> unassigned;

    public SingleSplitEnumerator(
            SplitEnumeratorContext<SplitT> context,
            Boundedness boundedness,
            List<SplitT> unassigned) {
        this.context = context;
        this.boundedness = boundedness;
        this.unassigned = new ArrayList<>(unassigned);
    }

    @Override
    public void start() {
        // Readers get splits when they register.
    }

    @Override
    public void addReader(int reader) {
        unassigned.forEach(split -> context.assignSplit(split, reader));
        unassigned.clear();
        if (boundedness == Boundedness.BOUNDED) {
            context.signalNoMoreSplits(reader);
        }
    }

    @Override
    public void addSplitsBack(List<SplitT> splits, int reader) {
        unassigned.addAll(splits);
    }

    @Override
    public void handleSplitRequest(int reader, String hostname) {
        // Splits are assigned when readers register.
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        return List.copyOf(unassigned);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
