package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.sources.hyperliquid.BodyReader;
import dev.candlewick.sources.hyperliquid.info.InfoDecoder;
import dev.candlewick.sources.hyperliquid.info.InfoRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Asks for the candles of one symbol and interval, for one or several requests. */
final class CandleCall implements Call {

    private final List<Waiting> asking;
    private final Span span;
    private final WaitingRequests queue;
    private final Listings listings;
    private final InfoDecoder decoder;

    CandleCall(WaitingRequests queue, Listings listings, InfoDecoder decoder) {
        this.asking = queue.take();
        Span whole = Span.of(any());
        for (Waiting each : asking) {
            whole = whole.with(each.request());
        }
        this.span = whole;
        this.queue = queue;
        this.listings = listings;
        this.decoder = decoder;
    }

    List<Waiting> asking() {
        return asking;
    }

    private CandleRequest any() {
        return asking.get(0).request();
    }

    @Override
    public InfoRequest request() {
        return InfoRequest.candleSnapshot(any().symbol(), any().interval(), span.from(), span.to());
    }

    @Override
    public RestStep read(byte[] body, long now) {
        BodyReader.Result<List<ExchangeCandle>> result =
                decoder.candleSnapshot(body, asking.get(0).answeredAt(now));
        if (!result.refused().isEmpty()) {
            // A window without a candle would count as a quiet one.
            return RestStep.useless(result.refused().get(0).detail(), result.refused());
        }
        List<ExchangeCandle> over = within(result.value(), span);
        List<CandleAnswer> answers = new ArrayList<>();
        for (Waiting each : asking) {
            answers.add(answer(each, over, now));
        }
        return new RestStep(answers, over, List.of(), result.value().size(), null);
    }

    private CandleAnswer answer(Waiting waiting, List<ExchangeCandle> candles, long now) {
        CandleRequest request = waiting.request();
        return new CandleAnswer(
                request,
                within(candles, Span.of(request)),
                listings.sizeDecimalsOf(request.symbol()),
                waiting.answeredAt(now));
    }

    /** Without the forming candle, which the exchange sends along. */
    private static List<ExchangeCandle> within(List<ExchangeCandle> candles, Span span) {
        return candles.stream()
                .filter(
                        candle ->
                                candle.openTime() >= span.from() && candle.closeTime() <= span.to())
                .toList();
    }

    @Override
    public void putBack() {
        asking.forEach(queue::putBack);
    }

    @Override
    public int putBackRefused(int mostRefusals, long now) {
        int givenUp = 0;
        for (Waiting each : asking) {
            Waiting refused = each.refused();
            if (refused.refusals() < mostRefusals) {
                queue.putBack(refused);
            } else {
                givenUp++;
            }
        }
        return givenUp;
    }

    @Override
    public int giveUp(long now) {
        return asking.size();
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
