package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.sources.hyperliquid.wire.BodyReader;
import java.util.List;

/**
 * Which list of the exchange holds a symbol.
 *
 * @param dex of perpetuals; empty for the main one
 */
record InstrumentList(boolean spot, String dex) {

    static InstrumentList of(String symbol) {
        if (symbol.startsWith("@") || symbol.indexOf('/') >= 0) {
            return new InstrumentList(true, "");
        }
        int colon = symbol.indexOf(':');
        return new InstrumentList(false, colon < 0 ? "" : symbol.substring(0, colon));
    }

    InfoRequest request() {
        return spot ? InfoRequest.spotMeta() : InfoRequest.meta(dex);
    }

    BodyReader.Result<List<Instrument>> read(InfoDecoder decoder, byte[] body, long receivedAt) {
        return spot ? decoder.spotMeta(body, receivedAt) : decoder.meta(body, receivedAt);
    }

    @Override
    public String toString() {
        if (spot) {
            return "the list of spot pairs";
        }
        return "the list of perpetuals" + (dex.isEmpty() ? "" : " of " + dex);
    }
}
