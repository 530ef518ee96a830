package dev.candlewick.sources.replay;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.MetricGroup;

/** How far a recording has been read, as metrics. */
final class ReplayProgress {

    private final AtomicLong bytesTotal = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong framesRead = new AtomicLong();
    private final AtomicLong clock = new AtomicLong();

    void register(MetricGroup reader) {
        MetricGroup group = reader.addGroup(ReplaySource.METRIC_GROUP);
        group.gauge(ReplaySource.BYTES_TOTAL, bytesTotal::get);
        group.gauge(ReplaySource.BYTES_READ, bytesRead::get);
        group.gauge(ReplaySource.FRAMES_READ, framesRead::get);
        group.gauge(ReplaySource.CLOCK, clock::get);
    }

    void addTotal(long bytes) {
        bytesTotal.addAndGet(bytes);
    }

    void addRead(long bytes) {
        bytesRead.addAndGet(bytes);
    }

    void addFrames(long frames, long newestAt) {
        framesRead.addAndGet(frames);
        clock.set(newestAt);
    }
}
