package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.hyperliquid.wire.BodyReader;
import java.util.List;

/** Requests a list of instruments. Candles wait for it only until it is refused too often. */
record InstrumentListCall(
        InstrumentList listing, InstrumentCatalog listings, InfoDecoder decoder, long receivedAt)
        implements RestCall {

    @Override
    public InfoRequest request() {
        return listing.request();
    }

    @Override
    public RestResult read(byte[] body, long now) {
        BodyReader.Result<List<Instrument>> result = listing.read(decoder, body, receivedAt);
        if (result.value() == null) {
            return RestResult.unusable(result.refused().get(0).detail(), result.refused());
        }
        listings.onAnswer(listing, result.value(), now);
        return new RestResult(List.of(), List.of(), result.refused(), 0, null);
    }

    @Override
    public void putBack() {
        // The next candle request of the list asks for it again.
    }

    @Override
    public int putBackRefused(int mostRefusals, long now) {
        return listings.onRefusal(listing) < mostRefusals ? 0 : giveUp(now);
    }

    @Override
    public String symbol() {
        return null;
    }

    @Override
    public int giveUp(long now) {
        listings.onEnd(listing, now);
        return 1;
    }

    @Override
    public String toString() {
        return listing.toString();
    }
}
