package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.sources.hyperliquid.wire.BodyReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Requests the candles of one symbol and interval for one or more pending requests. */
final class CandleCall implements RestCall {

    private final List<PendingRequest> pending;
    private final PendingRequests.Span span;
    private final PendingRequests queue;
    private final DeferredRequests deferred;
    private final InstrumentCatalog listings;
    private final InfoDecoder decoder;

    CandleCall(
            PendingRequests queue,
            DeferredRequests deferred,
            InstrumentCatalog listings,
            InfoDecoder decoder) {
        this.pending = queue.take();
        PendingRequests.Span whole = PendingRequests.Span.of(any());
        for (PendingRequest each : pending) {
            whole = whole.with(each.request());
        }
        this.span = whole;
        this.queue = queue;
        this.deferred = deferred;
        this.listings = listings;
        this.decoder = decoder;
    }

    List<PendingRequest> pending() {
        return pending;
    }

    private CandleRequest any() {
        return pending.get(0).request();
    }

    @Override
    public InfoRequest request() {
        return InfoRequest.candleSnapshot(any().symbol(), any().interval(), span.from(), span.to());
    }

    @Override
    public RestResult read(byte[] body, long now) {
        BodyReader.Result<List<ExchangeCandle>> result =
                decoder.candleSnapshot(
                        body, any().symbol(), any().interval(), pending.get(0).answeredAt(now));
        if (!result.refused().isEmpty()) {
            // A window whose candle is left out would count as quiet.
            return RestResult.unusable(result.refused().get(0).detail(), result.refused());
        }
        Integer decimals = listings.sizeDecimalsOf(any().symbol());
        List<ExchangeCandle> over =
                within(result.value(), span).stream()
                        .map(candle -> candle.listedWith(decimals))
                        .toList();
        List<CandleAnswer> answers = new ArrayList<>();
        for (PendingRequest each : pending) {
            answers.add(answer(each, over, now));
        }
        return new RestResult(answers, over, List.of(), result.value().size(), null);
    }

    private CandleAnswer answer(PendingRequest waiting, List<ExchangeCandle> candles, long now) {
        CandleRequest request = waiting.request();
        return new CandleAnswer(
                request,
                within(candles, PendingRequests.Span.of(request)),
                listings.sizeDecimalsOf(request.symbol()),
                waiting.answeredAt(now));
    }

    /** Without the forming candle, which the exchange sends along. */
    private static List<ExchangeCandle> within(
            List<ExchangeCandle> candles, PendingRequests.Span span) {
        return candles.stream()
                .filter(
                        candle ->
                                candle.openTime() >= span.from() && candle.closeTime() <= span.to())
                .toList();
    }

    @Override
    public void putBack() {
        pending.forEach(queue::putBack);
    }

    @Override
    public int putBackRefused(int mostRefusals, long now) {
        int givenUp = 0;
        for (PendingRequest each : pending) {
            PendingRequest refused = each.refused();
            if (refused.refusals() < mostRefusals) {
                queue.putBack(refused);
            } else {
                deferred.onGivenUp(refused, now);
                givenUp++;
            }
        }
        return givenUp;
    }

    @Override
    public String symbol() {
        return any().symbol();
    }

    @Override
    public int giveUp(long now) {
        pending.forEach(each -> deferred.onGivenUp(each, now));
        return pending.size();
    }

    @Override
    public String toString() {
        return "%s candles of %s from %s to %s"
                .formatted(
                        any().interval().label(),
                        any().symbol(),
                        time(span.from()),
                        time(span.to()));
    }

    private static Instant time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
