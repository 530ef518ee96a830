package dev.candlewick.sources.hyperliquid;

import java.util.HashMap;
import java.util.Map;

/** Every channel of the exchange, by its name in a frame. */
final class Channels {

    static final String PONG = "pong";
    static final String TRADES = "trades";

    /** Retired by the exchange, but met in older recordings. */
    private static final String RETIRED_ACCOUNT_STREAM = "webData2";

    private static final Map<String, ChannelDecoder> BY_NAME = byName();

    private Channels() {}

    static ChannelDecoder decoderOf(String channel) throws Rejection {
        ChannelDecoder decoder = BY_NAME.get(channel);
        if (decoder == null) {
            String shown = channel.length() <= 40 ? channel : channel.substring(0, 40) + "…";
            throw new Rejection(
                    Reason.UNKNOWN_SHAPE,
                    "channel '%s' is none of the exchange's".formatted(shown));
        }
        return decoder;
    }

    /** Whether a frame is of trades, or so damaged that it might be: an unknown name may be one. */
    static boolean mayCarryTrades(String channel) {
        return channel == null || channel.equals(TRADES) || !BY_NAME.containsKey(channel);
    }

    private static Map<String, ChannelDecoder> byName() {
        Map<String, ChannelDecoder> decoders = new HashMap<>();
        decoders.put(TRADES, new TradesDecoder());
        decoders.put("l2Book", BookDecoder::decodeBook);
        decoders.put("bbo", BookDecoder::decodeBest);
        decoders.put("candle", new CandleDecoder());
        decoders.put("activeAssetCtx", ContextDecoder::decodePerpetual);
        decoders.put("activeSpotAssetCtx", ContextDecoder::decodeSpot);
        decoders.put("assetCtxs", ContextDecoder::decodeOfDex);
        decoders.put("allDexsAssetCtxs", ContextDecoder::decodeOfAllDexs);
        decoders.put("spotAssetCtxs", ContextDecoder::decodeAllSpot);
        decoders.put("fastAssetCtxs", new ContextChangesDecoder());
        decoders.put("allMids", new MidsDecoder());
        decoders.put("subscriptionResponse", ControlDecoder::decodeAcknowledgement);
        decoders.put("post", new NamesDecoder());
        decoders.put("error", ControlDecoder::decodeError);
        decoders.put("connection", ControlDecoder::decodeConnection);
        decoders.put(PONG, (parser, reading) -> reading.add(new Message.Pong()));
        for (AccountStream stream : AccountStream.values()) {
            decoders.put(stream.channel(), new AccountDecoder(stream.place()));
        }
        decoders.put(RETIRED_ACCOUNT_STREAM, new AccountDecoder(AccountStream.Place.NOWHERE));
        decoders.put("outcomeMetaUpdates", new AccountDecoder(AccountStream.Place.NOWHERE));
        return decoders;
    }
}
