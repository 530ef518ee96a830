package dev.candlewick.sources.archive;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.MetricGroup;

/** How much one reader has read, as metrics. */
final class ArchiveProgress {

    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong linesRead = new AtomicLong();
    private final AtomicLong objectsRead = new AtomicLong();
    private final AtomicLong notMatched = new AtomicLong();

    void register(MetricGroup reader) {
        MetricGroup group = reader.addGroup(ArchiveSource.METRIC_GROUP);
        group.gauge(ArchiveSource.BYTES_READ, bytesRead::get);
        group.gauge(ArchiveSource.LINES_READ, linesRead::get);
        group.gauge(ArchiveSource.OBJECTS_READ, objectsRead::get);
        group.gauge(ArchiveSource.FILLS_NOT_MATCHED, notMatched::get);
    }

    void addRead(long bytes) {
        bytesRead.addAndGet(bytes);
    }

    void line() {
        linesRead.incrementAndGet();
    }

    void object() {
        objectsRead.incrementAndGet();
    }

    void notMatched() {
        notMatched.incrementAndGet();
    }
}
