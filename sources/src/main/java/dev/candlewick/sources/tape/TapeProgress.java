package dev.candlewick.sources.tape;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.MetricGroup;

/** How far a tape has been read, for whoever watches. */
final class TapeProgress {

    private final AtomicLong bytesTotal = new AtomicLong();
    private final AtomicLong bytesRead = new AtomicLong();
    private final AtomicLong framesRead = new AtomicLong();
    private final AtomicLong clock = new AtomicLong();

    void register(MetricGroup reader) {
        MetricGroup group = reader.addGroup(TapeSource.METRIC_GROUP);
        group.gauge(TapeSource.BYTES_TOTAL, bytesTotal::get);
        group.gauge(TapeSource.BYTES_READ, bytesRead::get);
        group.gauge(TapeSource.FRAMES_READ, framesRead::get);
        group.gauge(TapeSource.CLOCK, clock::get);
    }

    void addTotal(long bytes) {
        bytesTotal.addAndGet(bytes);
    }

    void addRead(long bytes) {
        bytesRead.addAndGet(bytes);
    }

    void frame(long at) {
        framesRead.incrementAndGet();
        clock.set(at);
    }
}
