package dev.candlewick.sources.hyperliquid.info;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.sources.hyperliquid.BodyReader;
import dev.candlewick.sources.hyperliquid.ChannelBodies;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the answers of the info endpoint say. A body that is JSON's {@code null} holds nothing and
 * is refused. Safe for use by several threads.
 */
public final class InfoDecoder {

    private static final int LONGEST_EMPTY_ARRAY = 16;

    private final BodyReader bodies;

    /**
     * @param source what dead letters name
     */
    public InfoDecoder(String source, ValidationRules rules) {
        this.bodies = new BodyReader(source, rules);
    }

    /** Oldest first, the forming one among them. */
    public BodyReader.Result<List<ExchangeCandle>> candleSnapshot(byte[] body, long receivedAt) {
        if (isEmptyArray(body)) {
            return new BodyReader.Result<>(List.of(), List.of());
        }
        return bodies.read(body, "candleSnapshot", receivedAt, ChannelBodies::candles);
    }

    private static boolean isEmptyArray(byte[] body) {
        return body.length <= LONGEST_EMPTY_ARRAY
                && new String(body, StandardCharsets.UTF_8).replaceAll("\\s", "").equals("[]");
    }

    /** Newest first. */
    public BodyReader.Result<List<Trade>> recentTrades(byte[] body, long receivedAt) {
        return bodies.read(body, "recentTrades", receivedAt, ChannelBodies::trades);
    }

    public BodyReader.Result<BookSnapshot> l2Book(byte[] body, long receivedAt) {
        return bodies.read(body, "l2Book", receivedAt, ChannelBodies::book);
    }

    public BodyReader.Result<List<MidPrice>> allMids(byte[] body, long receivedAt) {
        return bodies.read(body, "allMids", receivedAt, ChannelBodies::mids);
    }

    public BodyReader.Result<List<Instrument>> meta(byte[] body, long receivedAt) {
        return bodies.read(
                body,
                "meta",
                receivedAt,
                (parser, reading) ->
                        ListingsReader.known(ListingsReader.perpetuals(parser, reading)));
    }

    public BodyReader.Result<List<Instrument>> spotMeta(byte[] body, long receivedAt) {
        return bodies.read(body, "spotMeta", receivedAt, ListingsReader::spot);
    }

    public BodyReader.Result<List<AssetContext>> metaAndAssetCtxs(byte[] body, long receivedAt) {
        return bodies.read(
                body, "metaAndAssetCtxs", receivedAt, ListingsReader::perpetualsWithContexts);
    }

    public BodyReader.Result<List<AssetContext>> spotMetaAndAssetCtxs(
            byte[] body, long receivedAt) {
        return bodies.read(
                body, "spotMetaAndAssetCtxs", receivedAt, ListingsReader::spotWithContexts);
    }

    /** Oldest first. */
    public BodyReader.Result<List<FundingRate>> fundingHistory(byte[] body, long receivedAt) {
        return bodies.read(body, "fundingHistory", receivedAt, RowsReader::fundingRates);
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
