package dev.candlewick.sources.archive;

import dev.candlewick.sources.archive.ArchiveEnumeratorState.Totals;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * Hands out the steps through the archive in their order, one to a reader, and none that is far
 * ahead of the oldest still being read: what is read ahead has to be held back behind it.
 *
 * <p>Nothing is handed out before every reader has reported the splits that it held at the
 * checkpoint.
 */
final class ArchiveEnumerator implements SplitEnumerator<ArchiveSplit, ArchiveEnumeratorState> {

    private final SplitEnumeratorContext<ArchiveSplit> context;
    private final ArchiveRequest request;
    private final TreeMap<Integer, ArchiveSplit> waiting = new TreeMap<>();
    private final Map<Integer, ArchiveSplit> beingRead = new HashMap<>();
    private final SortedSet<Integer> idleReaders = new TreeSet<>();
    private boolean isListed;
    private volatile Totals total;
    private volatile Totals done;

    ArchiveEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context,
            ArchiveRequest request,
            ArchiveEnumeratorState state) {
        this.context = context;
        this.request = request;
        this.isListed = state.isListed();
        this.total = state.total();
        add(state.unassigned());
        count();
    }

    @Override
    public void start() {
        MetricGroup group = context.metricGroup().addGroup(ArchiveSource.METRIC_GROUP);
        group.gauge(ArchiveSource.OBJECTS_TOTAL, () -> total.objects());
        group.gauge(ArchiveSource.BYTES_TOTAL, () -> total.bytes());
        group.gauge(ArchiveSource.OBJECTS_DONE, () -> done.objects());
        group.gauge(ArchiveSource.BYTES_DONE, () -> done.bytes());
        if (!isListed) {
            context.callAsync(() -> ArchivePlan.of(ArchiveCatalog.list(request)), this::onListed);
        }
    }

    private void onListed(List<ArchiveSplit> steps, Throwable problem) {
        if (problem != null) {
            throw new FlinkRuntimeException(
                    "The archive cannot be listed: " + problem.getMessage(), problem);
        }
        isListed = true;
        total = Totals.of(steps);
        add(steps);
        count();
        handOut();
    }

    /** What is done is what is neither waiting nor being read. */
    private void count() {
        done = total.minus(Totals.of(waiting.values())).minus(Totals.of(beingRead.values()));
    }

    private void add(Collection<ArchiveSplit> steps) {
        steps.forEach(step -> waiting.put(step.index(), step));
    }

    @Override
    public void addReader(int reader) {
        forget(reader);
        add(context.registeredReaders().get(reader).getReportedSplitsOnRegistration());
        count();
        handOut();
    }

    @Override
    public void addSplitsBack(List<ArchiveSplit> splits, int reader) {
        forget(reader);
        add(splits);
        count();
    }

    private void forget(int reader) {
        idleReaders.remove(reader);
        beingRead.remove(reader);
    }

    @Override
    public void handleSplitRequest(int reader, String hostname) {
        ArchiveSplit read = beingRead.remove(reader);
        if (read != null) {
            done = done.plus(Totals.of(List.of(read)));
        }
        idleReaders.add(reader);
        handOut();
    }

    private void handOut() {
        if (!isListed || context.registeredReaders().size() < context.currentParallelism()) {
            return;
        }
        for (int reader : new ArrayList<>(idleReaders)) {
            if (waiting.isEmpty()) {
                context.signalNoMoreSplits(reader);
                idleReaders.remove(reader);
            } else if (waiting.firstEntry().getValue().start() < limit()) {
                ArchiveSplit next = waiting.pollFirstEntry().getValue();
                context.assignSplit(next, reader);
                beingRead.put(reader, next);
                idleReaders.remove(reader);
            }
        }
    }

    /** A step that starts here or later has to wait. */
    private long limit() {
        long ahead = (context.currentParallelism() + 1) * ArchiveCatalog.HOUR;
        return beingRead.values().stream()
                .mapToLong(split -> split.start() + ahead)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public ArchiveEnumeratorState snapshotState(long checkpoint) {
        return new ArchiveEnumeratorState(isListed, List.copyOf(waiting.values()), total);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
