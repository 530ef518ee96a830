package dev.candlewick.sinks.parquet;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Commits files one by one, and those later that are refused; Flink asks again every second. */
final class PatientCommitter implements Committer<FileSinkCommittable> {

    private final Committer<FileSinkCommittable> committer;
    private final Patience patience;
    private final Counter files;
    private final Counter bytes;

    PatientCommitter(
            Committer<FileSinkCommittable> committer, Patience patience, MetricGroup metrics) {
        this.committer = committer;
        this.patience = patience;
        this.files = metrics.counter("lakeFiles");
        this.bytes = metrics.counter("lakeBytes");
    }

    @Override
    public void commit(Collection<CommitRequest<FileSinkCommittable>> requests)
            throws InterruptedException {
        boolean refused = false;
        for (CommitRequest<FileSinkCommittable> request : requests) {
            try {
                committer.commit(List.of(request));
                count(request.getCommittable());
            } catch (IOException e) {
                refused = true;
                patience.onRefusal(e);
                request.retryLater();
            }
        }
        if (!refused) {
            patience.onSuccess();
        }
    }

    /** Some committables only clean up. */
    private void count(FileSinkCommittable committed) {
        if (committed.hasPendingFile()) {
            files.inc();
            bytes.inc(Math.max(0, committed.getPendingFile().getSize()));
        }
    }

    @Override
    public void close() throws Exception {
        committer.close();
    }
}
