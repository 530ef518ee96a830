package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.hyperliquid.BodyReader;
import dev.candlewick.sources.hyperliquid.info.InfoDecoder;
import dev.candlewick.sources.hyperliquid.info.InfoRequest;
import dev.candlewick.sources.hyperliquid.info.Instrument;
import java.util.List;

/**
 * Asks for a list of the exchange. Nobody needs it so much that candles would wait for it for ever.
 *
 * @param receivedAt by the clock of the feed
 */
record ListingCall(Listing listing, Listings listings, InfoDecoder decoder, long receivedAt)
        implements Call {

    @Override
    public InfoRequest request() {
        return listing.request();
    }

    @Override
    public RestStep read(byte[] body, long now) {
        BodyReader.Result<List<Instrument>> result = listing.read(decoder, body, receivedAt);
        if (result.value() == null) {
            return RestStep.useless(result.refused().get(0).detail(), result.refused());
        }
        listings.onAnswer(listing, result.value(), now);
        return new RestStep(List.of(), List.of(), result.refused(), 0, null);
    }

    @Override
    public void putBack() {
        // It is still needed, and will be asked for again.
    }

    @Override
    public int putBackRefused(int mostRefusals, long now) {
        return listings.onRefusal(listing) < mostRefusals ? 0 : giveUp(now);
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
