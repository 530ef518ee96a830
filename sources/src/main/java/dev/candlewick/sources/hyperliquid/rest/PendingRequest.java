package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleRequest;

/**
 * A request without an answer yet.
 *
 * @param number in the order of arrival
 * @param takenAt elapsed milliseconds
 * @param refusals how often its answer was unusable
 */
record PendingRequest(CandleRequest request, long number, long takenAt, int refusals) {

    private static final long MICROS_PER_MILLI = 1_000;

    PendingRequest refused() {
        return new PendingRequest(request, number, takenAt, refusals + 1);
    }

    /** History waits its turn, however near it lies to what goes first. */
    boolean canMergeWith(PendingRequest other) {
        boolean isHistory = request.isOfHistory() || other.request.isOfHistory();
        return refusals == 0
                && (!isHistory || request.purpose() == other.request.purpose())
                && request.symbol().equals(other.request.symbol())
                && request.interval() == other.request.interval();
    }

    /** The clock of the feed has gone on as long as the request has been here. */
    long answeredAt(long now) {
        return request.askedAt() + (now - takenAt) * MICROS_PER_MILLI;
    }
}
