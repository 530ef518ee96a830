package dev.candlewick.sources.archive;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** The coordinator's side, played by a test. */
final class TestingReaders implements SplitEnumeratorContext<ArchiveSplit> {

    private final int parallelism;
    private final Map<Integer, ReaderInfo> readers = new HashMap<>();
    private final Map<Integer, List<Integer>> assigned = new TreeMap<>();
    private final List<Integer> finished = new ArrayList<>();

    TestingReaders(int parallelism) {
        this.parallelism = parallelism;
    }

    void register(int reader, ArchiveSplit... held) {
        readers.put(reader, ReaderInfo.createReaderInfo(reader, "host", List.of(held)));
    }

    /** The places of the splits that a reader was given, in that order. */
    List<Integer> assigned(int reader) {
        return assigned.getOrDefault(reader, List.of());
    }

    /** The readers that were sent the end of the splits. */
    List<Integer> finished() {
        return finished;
    }

    @Override
    public void assignSplits(SplitsAssignment<ArchiveSplit> assignment) {
        assignment
                .assignment()
                .forEach(
                        (reader, splits) ->
                                splits.forEach(
                                        split ->
                                                assigned.computeIfAbsent(
                                                                reader, r -> new ArrayList<>())
                                                        .add(split.index())));
    }

    @Override
    public int currentParallelism() {
        return parallelism;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return readers;
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        finished.add(subtask);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
        throw new UnsupportedOperationException("no events are sent to readers");
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        throw new UnsupportedOperationException("the archive is listed already");
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
        throw new UnsupportedOperationException("nothing is done again and again");
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }
}
