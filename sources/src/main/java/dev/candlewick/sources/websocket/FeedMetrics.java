package dev.candlewick.sources.websocket;

import dev.candlewick.sources.journal.JournalEvents;
import dev.candlewick.sources.net.TimeSource;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** What a reader counts. Updated by the fetcher's thread, read by any. */
final class FeedMetrics implements JournalEvents {

    private final TimeSource time;
    private final Counter frames;
    private final Counter bytes;
    private final Counter bytesIn;
    private final Counter disconnects;
    private final Counter rejected;
    private final Counter quarantined;
    private final Counter replayed;
    private final Counter journalDropped;
    private final Counter journalSuspended;
    private volatile long lastFrameAt;

    FeedMetrics(SourceReaderMetricGroup group, FrameQueue queue, TimeSource time) {
        this.time = time;
        lastFrameAt = time.elapsedMillis();
        frames = group.counter("framesReceived");
        bytes = group.counter("bytesReceived");
        // Flink's own count, which the web UI shows; it adds up what tasks exchange as well.
        bytesIn = group.getIOMetricGroup().getNumBytesInCounter();
        disconnects = group.counter("disconnects");
        rejected = group.getNumRecordsInErrorsCounter();
        quarantined = group.counter("quarantines");
        replayed = group.counter("journalLinesReplayed");
        journalDropped = group.counter("journalBytesDropped");
        journalSuspended = group.counter("journalFailures");
        group.gauge("queuedFrames", queue::depth);
        group.gauge("queuedBytes", queue::bytes);
        group.gauge("millisSinceLastFrame", () -> time.elapsedMillis() - lastFrameAt);
        group.setPendingRecordsGauge(() -> (long) queue.depth());
        group.setPendingBytesGauge(queue::bytes);
    }

    void onFrame(int size) {
        frames.inc();
        bytes.inc(size);
        bytesIn.inc(size);
        lastFrameAt = time.elapsedMillis();
    }

    void onDisconnected() {
        disconnects.inc();
    }

    void onRejected() {
        rejected.inc();
    }

    void onQuarantined() {
        quarantined.inc();
    }

    void onReplayed() {
        replayed.inc();
    }

    @Override
    public void onDropped(long size) {
        journalDropped.inc(size);
    }

    @Override
    public void onSuspended() {
        journalSuspended.inc();
    }
}
