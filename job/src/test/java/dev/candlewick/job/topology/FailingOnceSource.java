package dev.candlewick.job.topology;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source that works as its original, but whose reader waits for a checkpoint after some polls,
 * goes on for as many more, and then fails: a given number of times, wherever it is restored.
 */
final class FailingOnceSource<T, S extends SourceSplit, E> implements Source<T, S, E> {
    private static final long serialVersionUID = 1L;
    private static final Map<String, AtomicInteger> FAILURES_LEFT = new ConcurrentHashMap<>();

    private final Source<T, S, E> original;
    private final int pollsBetween;
    private final String id;

    FailingOnceSource(Source<T, S, E> original, int pollsBetween, int failures, String id) {
        this.original = original;
        this.pollsBetween = pollsBetween;
        this.id = id;
        FAILURES_LEFT.put(id, new AtomicInteger(failures));
    }

    /** How many of the failures have not happened. */
    static int failuresLeft(String id) {
        return FAILURES_LEFT.get(id).get();
    }

    @Override
    public Boundedness getBoundedness() {
        return original.getBoundedness();
    }

    @Override
    public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
        return new Reader<>(original.createReader(context), pollsBetween, id);
    }

    @Override
    public SplitEnumerator<S, E> createEnumerator(SplitEnumeratorContext<S> context)
            throws Exception {
        return original.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<S, E> restoreEnumerator(SplitEnumeratorContext<S> context, E state)
            throws Exception {
        return original.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<S> getSplitSerializer() {
        return original.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<E> getEnumeratorCheckpointSerializer() {
        return original.getEnumeratorCheckpointSerializer();
    }

    private static final class Reader<T, S extends SourceSplit> implements SourceReader<T, S> {
        private final SourceReader<T, S> original;
        private final int pollsBetween;
        private final AtomicInteger failuresLeft;
        private final CompletableFuture<Void> checkpointed = new CompletableFuture<>();
        private int polls;
        private boolean hasSplits;

        Reader(SourceReader<T, S> original, int pollsBetween, String id) {
            this.original = original;
            this.pollsBetween = pollsBetween;
            this.failuresLeft = FAILURES_LEFT.get(id);
        }

        @Override
        public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
            if (!hasSplits || failuresLeft.get() == 0) {
                return original.pollNext(output);
            }
            if (polls == pollsBetween && !checkpointed.isDone()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (polls == 2 * pollsBetween) {
                failuresLeft.decrementAndGet();
                throw new IllegalStateException("Injected failure");
            }
            InputStatus status = original.pollNext(output);
            if (status != InputStatus.NOTHING_AVAILABLE) {
                polls++;
            }
            return status;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            boolean waits = hasSplits && failuresLeft.get() > 0 && polls == pollsBetween;
            return waits && !checkpointed.isDone() ? checkpointed : original.isAvailable();
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            original.notifyCheckpointComplete(checkpointId);
            if (polls >= pollsBetween) {
                checkpointed.complete(null);
            }
        }

        @Override
        public void addSplits(List<S> splits) {
            hasSplits = true;
            original.addSplits(splits);
        }

        @Override
        public void start() {
            original.start();
        }

        @Override
        public List<S> snapshotState(long checkpointId) {
            return original.snapshotState(checkpointId);
        }

        @Override
        public void notifyNoMoreSplits() {
            original.notifyNoMoreSplits();
        }

        @Override
        public void handleSourceEvents(SourceEvent event) {
            original.handleSourceEvents(event);
        }

        @Override
        public void close() throws Exception {
            original.close();
        }
    }
}
