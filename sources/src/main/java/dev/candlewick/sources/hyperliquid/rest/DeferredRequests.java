package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.ExchangeCandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that are to heal a gap and that the exchange had no candles for: they are sent again
 * daily, as long as the exchange may have them. Not thread-safe.
 */
final class DeferredRequests {

    private static final Logger LOG = LoggerFactory.getLogger(DeferredRequests.class);
    private static final Duration DAILY = Duration.ofDays(1);

    /** Bars that are older are not repaired any more. */
    private static final Duration REPAIRED_FOR = Duration.ofDays(4);

    private static final long MICROS_PER_MILLI = 1_000;

    private final int capacity;

    /** In the order in which they are due. */
    private final Deque<Deferred> waiting = new ArrayDeque<>();

    /** The request has the time by the clock of the feed at which it was deferred. */
    private record Deferred(CandleRequest request, long deferredAt) {

        long dueAt() {
            return deferredAt + DAILY.toMillis();
        }

        CandleRequest at(long now) {
            return request.again(
                    request.from(),
                    request.to(),
                    request.askedAt() + (now - deferredAt) * MICROS_PER_MILLI);
        }
    }

    DeferredRequests(int capacity) {
        this.capacity = capacity;
    }

    /** Defers the windows that an answer leaves out. */
    void onAnswer(CandleAnswer answer, long now) {
        CandleRequest request = answer.request();
        if (!request.heals()) {
            return;
        }
        long length = request.interval().micros();
        Set<Long> there = new HashSet<>();
        for (ExchangeCandle candle : answer.candles()) {
            there.add(candle.openTime());
        }
        long[] missing =
                LongStream.iterate(
                                request.from(), open -> open < request.to(), open -> open + length)
                        .filter(open -> !there.contains(open))
                        .toArray();
        if (missing.length > 0) {
            LOG.info(
                    "The exchange has no candles of {} of the {} windows of {} that a gap touches;"
                            + " they are requested again daily",
                    missing.length,
                    request.interval().label(),
                    request.symbol());
            long end = missing[missing.length - 1] + length;
            defer(request.again(missing[0], end, answer.answeredAt()), now);
        }
    }

    /** Defers a request that has not been answered; one that does not heal is dropped. */
    void onGivenUp(PendingRequest pending, long now) {
        CandleRequest request = pending.request();
        if (request.heals()) {
            defer(request.again(request.from(), request.to(), pending.answeredAt(now)), now);
        }
    }

    private void defer(CandleRequest request, long now) {
        long askedAgainAt = request.askedAt() + DAILY.toMillis() * MICROS_PER_MILLI;
        if (request.to() > askedAgainAt - reach(request) && waiting.size() < capacity) {
            waiting.add(new Deferred(request, now));
        }
    }

    private static long reach(CandleRequest request) {
        return Math.min(
                REPAIRED_FOR.toMillis() * MICROS_PER_MILLI,
                PendingRequests.Span.MOST_ROWS * request.interval().micros());
    }

    /** Those that are to be sent again now. */
    List<CandleRequest> takeDue(long now) {
        List<CandleRequest> due = new ArrayList<>(0);
        while (!waiting.isEmpty() && waiting.peek().dueAt() <= now) {
            due.add(waiting.remove().at(now));
        }
        return due;
    }

    /** When the first is due; {@link Long#MAX_VALUE} if there is none. */
    long nextAt() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().dueAt();
    }

    List<CandleRequest> all() {
        return waiting.stream().map(Deferred::request).toList();
    }
}
