package dev.candlewick.sources.websocket;

import dev.candlewick.sources.hyperliquid.Subscription;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stream that the exchange has for every coin.
 *
 * @param type as the exchange names it
 * @param parameters what is sent besides type and coin; values are text or booleans
 */
public record Channel(String type, Map<String, Object> parameters) implements Serializable {

    public static final Channel BBO = new Channel("bbo", Map.of());
    public static final Channel BOOK = new Channel("l2Book", Map.of());
    public static final Channel ASSET_CONTEXT = new Channel("activeAssetCtx", Map.of());

    /** The type of {@link #candle}. */
    public static final String CANDLE = "candle";

    public Channel {
        parameters = Map.copyOf(parameters);
    }

    /**
     * @param interval as the exchange names it, such as {@code 1m}
     */
    public static Channel candle(String interval) {
        return new Channel(CANDLE, Map.of("interval", interval));
    }

    Subscription of(String symbol) {
        Map<String, Object> all = new TreeMap<>(parameters);
        all.put("type", type);
        all.put("coin", symbol);
        return new Subscription(all);
    }
}
