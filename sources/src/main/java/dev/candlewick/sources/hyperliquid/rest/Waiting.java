package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleRequest;

/**
 * A request that is not answered yet.
 *
 * @param number in the order of arrival
 * @param takenAt elapsed milliseconds
 * @param refusals how often it got an answer that was of no use
 */
record Waiting(CandleRequest request, long number, long takenAt, int refusals) {

    private static final long MICROS_PER_MILLI = 1_000;

    Waiting refused() {
        return new Waiting(request, number, takenAt, refusals + 1);
    }

    boolean isAskedWith(Waiting other) {
        return refusals == 0
                && request.symbol().equals(other.request.symbol())
                && request.interval() == other.request.interval();
    }

    /** The clock of the feed has gone on as long as the request has been here. */
    long answeredAt(long now) {
        return request.askedAt() + (now - takenAt) * MICROS_PER_MILLI;
    }
}
