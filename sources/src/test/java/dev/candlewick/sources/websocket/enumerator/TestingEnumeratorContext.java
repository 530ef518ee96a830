package dev.candlewick.sources.websocket.enumerator;

import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/** The coordinator's side, played by a test. */
final class TestingEnumeratorContext implements SplitEnumeratorContext<WebSocketSplit> {

    final Set<Integer> withoutMoreSplits = new TreeSet<>();

    /** Events by the reader that they were sent to. */
    final List<Map.Entry<Integer, SourceEvent>> sent = new ArrayList<>();

    private Runnable periodic;

    private final int parallelism;
    private final Map<Integer, ReaderInfo> readers = new HashMap<>();
    private final Map<Integer, List<String>> assigned = new TreeMap<>();
    private final List<WebSocketSplit> splits = new ArrayList<>();

    TestingEnumeratorContext(int parallelism) {
        this.parallelism = parallelism;
    }

    void register(WebSocketEnumerator enumerator, int reader, WebSocketSplit... reported) {
        readers.put(reader, ReaderInfo.createReaderInfo(reader, "localhost", List.of(reported)));
        enumerator.addReader(reader);
    }

    void registerAll(WebSocketEnumerator enumerator) {
        for (int reader = 0; reader < parallelism; reader++) {
            register(enumerator, reader);
        }
    }

    /** The reader is gone; its splits have not been given back yet. */
    void lose(int reader) {
        readers.remove(reader);
        assigned.remove(reader);
    }

    /** Coins by reader, as assigned so far. */
    Map<Integer, List<String>> assigned() {
        return assigned;
    }

    WebSocketSplit split(String symbol) {
        return splits.stream()
                .filter(split -> split.symbol().equals(symbol))
                .reduce((older, newer) -> newer)
                .orElseThrow();
    }

    @Override
    public void assignSplits(SplitsAssignment<WebSocketSplit> assignment) {
        assignment
                .assignment()
                .forEach(
                        (reader, more) -> {
                            splits.addAll(more);
                            more.forEach(
                                    split ->
                                            assigned.computeIfAbsent(reader, r -> new ArrayList<>())
                                                    .add(split.symbol()));
                        });
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
        withoutMoreSplits.add(subtask);
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return UnregisteredMetricsGroup.createSplitEnumeratorMetricGroup();
    }

    @Override
    public void sendEventToSourceReader(int subtaskId, SourceEvent event) {
        sent.add(Map.entry(subtaskId, event));
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        throw new UnsupportedOperationException("nothing is called later");
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
        periodic =
                () -> {
                    T result = null;
                    Exception failure = null;
                    try {
                        result = callable.call();
                    } catch (Exception e) {
                        failure = e;
                    }
                    handler.accept(result, failure);
                };
    }

    /** What is called again and again is called now. */
    void callPeriodic() {
        periodic.run();
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }
}
