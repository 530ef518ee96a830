package dev.candlewick.sources.hyperliquid.rest;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.UniverseCandidate;
import dev.candlewick.sources.hyperliquid.wire.BodyReader;
import dev.candlewick.sources.hyperliquid.wire.CandleDecoder;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import dev.candlewick.sources.json.ValidationRules;
import java.util.List;

/**
 * Decodes the answers of the info endpoint. A body that is JSON's {@code null} is rejected.
 * Thread-safe.
 */
public final class InfoDecoder {

    private final BodyReader bodies;

    public InfoDecoder(String source, ValidationRules rules) {
        this.bodies = new BodyReader(source, rules);
    }

    /**
     * Oldest first, the forming one among them. An answer with a candle of another symbol or
     * interval than asked for is refused.
     */
    public BodyReader.Result<List<ExchangeCandle>> candleSnapshot(
            byte[] body, String symbol, BarInterval interval, long receivedAt) {
        return bodies.read(
                body,
                "candleSnapshot",
                receivedAt,
                (parser, reading) ->
                        allOf(symbol, interval, CandleDecoder.candles(parser, reading)));
    }

    private static List<ExchangeCandle> allOf(
            String symbol, BarInterval interval, List<ExchangeCandle> candles) throws Rejection {
        for (ExchangeCandle candle : candles) {
            if (!candle.symbol().equals(symbol) || !candle.interval().equals(interval.label())) {
                throw new Rejection(
                        Reason.UNKNOWN_SHAPE,
                        "a candle of %s %s in the answer for %s %s",
                        candle.symbol(),
                        candle.interval(),
                        symbol,
                        interval.label());
            }
        }
        return candles;
    }

    public BodyReader.Result<List<Instrument>> meta(byte[] body, long receivedAt) {
        return bodies.read(
                body,
                "meta",
                receivedAt,
                (parser, reading) ->
                        InstrumentsReader.known(InstrumentsReader.perpetuals(parser, reading)));
    }

    public BodyReader.Result<List<Instrument>> spotMeta(byte[] body, long receivedAt) {
        return bodies.read(body, "spotMeta", receivedAt, InstrumentsReader::spot);
    }

    /** Every asset of a perpetual market, from {@code metaAndAssetCtxs}. */
    public BodyReader.Result<List<UniverseCandidate>> perpetualCandidates(
            byte[] body, long receivedAt) {
        return bodies.read(
                body, "metaAndAssetCtxs", receivedAt, InstrumentsReader::perpetualCandidates);
    }

    /** Every spot pair, from {@code spotMetaAndAssetCtxs}. */
    public BodyReader.Result<List<UniverseCandidate>> spotCandidates(byte[] body, long receivedAt) {
        return bodies.read(
                body, "spotMetaAndAssetCtxs", receivedAt, InstrumentsReader::spotCandidates);
    }

    /** The names of the builders' markets; the main one has none and is left out. */
    public BodyReader.Result<List<String>> perpDexs(byte[] body, long receivedAt) {
        return bodies.read(body, "perpDexs", receivedAt, RowsReader::dexs);
    }

    /** The exchange's own clock. */
    public BodyReader.Result<Long> exchangeStatus(byte[] body, long receivedAt) {
        return bodies.read(body, "exchangeStatus", receivedAt, RowsReader::time);
    }
}
