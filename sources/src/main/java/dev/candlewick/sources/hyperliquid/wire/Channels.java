package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import java.util.HashMap;
import java.util.Map;

/** Every channel of the exchange, by its name in a frame. */
public final class Channels {

    static final String PONG = "pong";

    /** Retired by the exchange, but met in older recordings. */
    private static final String RETIRED_ACCOUNT_STREAM = "webData2";

    private static final Map<String, ChannelDecoder> BY_NAME = byName();

    private Channels() {}

    static ChannelDecoder decoderOf(String channel) throws Rejection {
        ChannelDecoder decoder = BY_NAME.get(channel);
        if (decoder == null) {
            String shown = channel.length() <= 40 ? channel : channel.substring(0, 40) + "…";
            throw new Rejection(
                    Reason.UNKNOWN_SHAPE, "channel '%s' is none of the exchange's", shown);
        }
        return decoder;
    }

    /** Whether a frame is of trades, or so damaged that it might be: an unknown name may be one. */
    static boolean mayCarryTrades(String channel) {
        return channel == null || isTrades(channel) || !BY_NAME.containsKey(channel);
    }

    static boolean isTrades(String channel) {
        return StreamType.TRADES.channel().equals(channel);
    }

    private static Map<String, ChannelDecoder> byName() {
        Map<String, ChannelDecoder> decoders = new HashMap<>();
        for (StreamType stream : StreamType.values()) {
            decoders.put(stream.channel(), stream.decoder());
        }
        // What the exchange calls the contexts of a spot pair.
        decoders.put("activeSpotAssetCtx", ContextDecoder::decodeSpot);
        decoders.put(RETIRED_ACCOUNT_STREAM, new AccountDecoder(StreamType.AddressPlace.NOWHERE));
        decoders.put("subscriptionResponse", ControlDecoder::decodeAcknowledgement);
        decoders.put("post", new NamesDecoder());
        decoders.put("error", ControlDecoder::decodeError);
        decoders.put(PONG, (parser, reading) -> reading.add(new FeedSignal.Pong()));
        return decoders;
    }
}
