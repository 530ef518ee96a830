package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.net.HttpAnswer;
import dev.candlewick.sources.net.HttpOutcome;
import dev.candlewick.sources.net.RequestGate;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** The metrics of the operator. Updated by the task's thread, read by any. */
final class RestMetrics {

    /** How many answers response times are taken from. */
    private static final int WINDOW = 1_000;

    private final MetricGroup metrics;
    private final Map<String, Counter> answered = new HashMap<>();
    private final Histogram responseMillis;
    private final Counter sent;
    private final Counter failed;
    private final Counter retried;
    private final Counter givenUp;
    private final Counter weight;
    private volatile int waiting;
    private volatile int weightLimit;
    private volatile int breakerState;

    RestMetrics(MetricGroup metrics) {
        this.metrics = metrics;
        this.responseMillis =
                metrics.histogram("responseMillis", new DescriptiveStatisticsHistogram(WINDOW));
        this.sent = metrics.counter("requestsSent");
        this.failed = metrics.counter("requestsFailed");
        this.retried = metrics.counter("requestsRetried");
        this.givenUp = metrics.counter("requestsGivenUp");
        this.weight = metrics.counter("weightSpent");
        metrics.gauge("requestsWaiting", () -> waiting);
        metrics.gauge("weightLimit", () -> weightLimit);
        metrics.gauge("breakerState", () -> breakerState);
    }

    void onSent(int itsWeight) {
        sent.inc();
        weight.inc(itsWeight);
    }

    /** An answer came, or a failure to get one. */
    void onAnswered(HttpOutcome outcome, long millis) {
        String status =
                outcome instanceof HttpAnswer answer
                        ? Integer.toString(answer.status())
                        : "unanswered";
        answered.computeIfAbsent(
                        status,
                        absent -> metrics.addGroup("status", status).counter("requestsAnswered"))
                .inc();
        responseMillis.update(millis);
    }

    void onRows(int itsWeight) {
        weight.inc(itsWeight);
    }

    void onFailed() {
        failed.inc();
    }

    void onRetried() {
        retried.inc();
    }

    void onGivenUp(int count) {
        givenUp.inc(count);
    }

    /** Updates the gauges; the breaker is 0 if closed, 1 if half open, 2 if open. */
    void onChange(int nowWaiting, RequestGate gate) {
        waiting = nowWaiting;
        weightLimit = gate.capacity();
        breakerState =
                switch (gate.breakerState()) {
                    case CLOSED -> 0;
                    case HALF_OPEN -> 1;
                    case OPEN -> 2;
                };
    }
}
