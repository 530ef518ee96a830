package dev.candlewick.sources.hyperliquid.rest;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the operator counts. Updated by the task's thread, read by any. */
final class RestHealth {

    private final Counter sent;
    private final Counter failed;
    private final Counter retried;
    private final Counter givenUp;
    private final Counter weight;
    private volatile int waiting;
    private volatile int weightLimit;
    private volatile int breakerState;

    RestHealth(MetricGroup metrics) {
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

    /** How things stand: 0 for a closed breaker, 1 for one that tries, 2 for an open one. */
    void onChange(int nowWaiting, Gate gate) {
        waiting = nowWaiting;
        weightLimit = gate.weightLimit();
        breakerState =
                switch (gate.breakerState()) {
                    case CLOSED -> 0;
                    case HALF_OPEN -> 1;
                    case OPEN -> 2;
                };
    }
}
