package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleRequest;

/** The windows {@code [from, to)} that one question asks for. */
record Span(long from, long to) {

    /** More rows of an interval the exchange does not have. */
    private static final int MOST_ROWS = 5_000;

    /** So many rows weigh as much as a request of their own. */
    private static final int ROWS_WORTH_A_REQUEST = 1_200;

    static Span of(CandleRequest request) {
        return new Span(request.from(), request.to());
    }

    /** Whether it is no dearer to ask for both at once, with whatever lies in between. */
    boolean isWorthJoining(CandleRequest request) {
        long row = request.interval().micros();
        Span both = with(request);
        long between = Math.max(request.from() - to, from - request.to());
        return between <= ROWS_WORTH_A_REQUEST * row && both.to - both.from <= MOST_ROWS * row;
    }

    Span with(CandleRequest request) {
        return new Span(Math.min(from, request.from()), Math.max(to, request.to()));
    }
}
