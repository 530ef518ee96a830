package dev.candlewick.job.lakereplay;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.metrics.MetricGroup;

/** How many days of a lake have been replayed, as metrics. */
final class LakeReplayProgress {

    private final LakeSpan span;
    private final AtomicLong done = new AtomicLong();

    LakeReplayProgress(LakeSpan span) {
        this.span = span;
    }

    void register(MetricGroup reader) {
        MetricGroup group = reader.addGroup(LakeReplaySource.METRIC_GROUP);
        group.gauge(LakeReplaySource.DAYS_READ, done::get);
    }

    void reached(long day) {
        done.set(Math.max(0, day - LakeReplaySplit.before(span.from()).day()));
    }
}
