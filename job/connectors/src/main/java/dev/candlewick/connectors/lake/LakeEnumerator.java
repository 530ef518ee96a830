package dev.candlewick.connectors.lake;

import dev.candlewick.sinks.compaction.LakeCompaction;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.PendingSplitsCheckpoint;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.FlinkRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out the files of a table, each once, whatever a compaction does meanwhile.
 *
 * <p>The first look takes what is visible. From then on only what writers add counts: rows of a
 * merged file are also in the files that it was made of, which stay long enough to be seen.
 */
final class LakeEnumerator
        implements SplitEnumerator<FileSourceSplit, PendingSplitsCheckpoint<FileSourceSplit>> {

    private static final Logger LOG = LoggerFactory.getLogger(LakeEnumerator.class);

    private final SplitEnumeratorContext<FileSourceSplit> context;
    private final LakeFiles files;
    private final Duration every;
    private final Deque<FileSourceSplit> waiting;
    private final Set<Path> known;
    private final Set<Integer> askers = new LinkedHashSet<>();
    private boolean complete;

    /**
     * @param every how often to look again; null to look once
     */
    LakeEnumerator(
            SplitEnumeratorContext<FileSourceSplit> context,
            LakeFiles files,
            Duration every,
            PendingSplitsCheckpoint<FileSourceSplit> state) {
        this.context = context;
        this.files = files;
        this.every = every;
        this.waiting = new ArrayDeque<>(state.getSplits());
        this.known = new HashSet<>(state.getAlreadyProcessedPaths());
    }

    @Override
    public void start() {
        if (every != null) {
            context.callAsync(files::list, this::seen, 0, every.toMillis());
        } else if (known.isEmpty()) {
            context.callAsync(files::list, this::seen);
        } else {
            complete = true;
        }
    }

    private void seen(LakeFiles.Listing listing, Throwable failure) {
        if (failure != null) {
            refuse(failure);
            return;
        }
        boolean first = known.isEmpty();
        List<FileSourceSplit> added = new ArrayList<>(listing.visible());
        if (first) {
            listing.replaced().forEach(file -> known.add(file.path()));
        } else {
            added.addAll(listing.replaced());
        }
        for (FileSourceSplit file : added) {
            if (known.add(file.path())
                    && (first || !LakeCompaction.isMerged(file.path().getName()))) {
                waiting.add(file);
            }
        }
        complete = every == null;
        assign();
    }

    /** A lake that is followed may be unreachable for a while, once it has been seen. */
    private void refuse(Throwable failure) {
        if (every == null || known.isEmpty()) {
            throw new FlinkRuntimeException(
                    "Could not list the files of %s in %s"
                            .formatted(files.table().name(), files.path()),
                    failure);
        }
        LOG.warn(
                "Could not list the files of {} in {}; trying again in {}",
                files.table().name(),
                files.path(),
                every,
                failure);
    }

    @Override
    public void handleSplitRequest(int subtask, String host) {
        askers.add(subtask);
        assign();
    }

    @Override
    public void addSplitsBack(List<FileSourceSplit> splits, int subtask) {
        waiting.addAll(splits);
        assign();
    }

    @Override
    public void addReader(int subtask) {
        // it asks for splits by itself
    }

    private void assign() {
        Iterator<Integer> each = askers.iterator();
        while (each.hasNext()) {
            int subtask = each.next();
            if (!context.registeredReaders().containsKey(subtask)) {
                each.remove();
            } else if (!waiting.isEmpty()) {
                context.assignSplit(waiting.poll(), subtask);
                each.remove();
            } else if (complete) {
                context.signalNoMoreSplits(subtask);
                each.remove();
            }
        }
    }

    @Override
    public PendingSplitsCheckpoint<FileSourceSplit> snapshotState(long checkpoint) {
        return PendingSplitsCheckpoint.fromCollectionSnapshot(waiting, known);
    }

    @Override
    public void close() throws IOException {
        // holds nothing
    }
}
