package dev.candlewick.sources.hyperliquid.wire;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A stream that is subscribed for every coin.
 *
 * @param parameters what its subscription names besides the coin
 */
public record Channel(StreamType type, List<String> parameters) implements Serializable {

    public static final Channel BBO = new Channel(StreamType.BBO, List.of());
    public static final Channel BOOK = new Channel(StreamType.BOOK, List.of());
    public static final Channel ASSET_CONTEXT = new Channel(StreamType.ASSET_CONTEXT, List.of());

    public Channel {
        parameters = List.copyOf(parameters);
    }

    /**
     * @param interval as the exchange names it, such as {@code 1m}
     */
    public static Channel candle(String interval) {
        return new Channel(StreamType.CANDLE, List.of(interval));
    }

    public Subscription of(String symbol) {
        List<String> values = new ArrayList<>(List.of(symbol));
        values.addAll(parameters);
        return type.of(values.toArray(String[]::new));
    }
}
