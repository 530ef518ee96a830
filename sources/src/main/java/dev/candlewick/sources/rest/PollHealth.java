package dev.candlewick.sources.rest;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how the polling goes: metrics for every attempt, and one line in the log when the provider
 * is lost and one when it is back.
 */
final class PollHealth {

    private static final Logger LOG = LoggerFactory.getLogger(PollHealth.class);

    private final String name;
    private final Counter answered;
    private final Counter failed;
    private final Counter cached;
    private final Counter rejected;
    private volatile boolean degraded;

    PollHealth(String name, SourceReaderMetricGroup metrics) {
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
            LOG.info("{}: the provider answers again", name);
        }
    }

    void onFailure(String why, String lastKnown) {
        failed.inc();
        if (degraded) {
            LOG.debug("{}: still no usable answer: {}", name, why);
            return;
        }
        degraded = true;
        LOG.warn("{}: no usable answer: {}. Until there is one, {} stands", name, why, lastKnown);
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
