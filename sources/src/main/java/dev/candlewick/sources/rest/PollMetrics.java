package dev.candlewick.sources.rest;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of a polled resource, and one line in the log when its provider fails and one when it
 * recovers.
 */
final class PollMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(PollMetrics.class);

    private final String name;
    private final Counter answered;
    private final Counter failed;
    private final Counter cached;
    private final Counter rejected;
    private volatile boolean degraded;

    PollMetrics(String name, SourceReaderMetricGroup metrics) {
        this.name = name;
        this.answered = metrics.counter("pollsAnswered");
        this.failed = metrics.counter("pollsFailed");
        this.cached = metrics.counter("pollsFromCache");
        this.rejected = metrics.getNumRecordsInErrorsCounter();
        metrics.gauge("degraded", () -> degraded ? 1 : 0);
    }

    void onAnswer() {
        answered.inc();
        if (degraded) {
            degraded = false;
            LOG.info("{}: polling succeeds again", name);
        }
    }

    void onFailure(String why, String lastKnown) {
        failed.inc();
        if (degraded) {
            LOG.debug("{}: polling still fails: {}", name, why);
            return;
        }
        degraded = true;
        LOG.warn(
                "{}: polling fails: {}. Continuing with {} until it succeeds",
                name,
                why,
                lastKnown);
    }

    void onCached() {
        cached.inc();
    }

    void onRejected(int count) {
        rejected.inc(count);
    }

    boolean isDegraded() {
        return degraded;
    }
}
