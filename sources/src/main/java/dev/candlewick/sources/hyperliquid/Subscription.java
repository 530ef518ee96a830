package dev.candlewick.sources.hyperliquid;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One stream that a client asks for.
 *
 * @param parameters everything that is sent, {@code type} included; values are text or booleans
 */
public record Subscription(Map<String, Object> parameters) implements Serializable {

    public Subscription {
        // Sorted, so that equal subscriptions make equal frames.
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    public static Subscription trades(String symbol) {
        return of("trades", symbol);
    }

    public static Subscription bbo(String symbol) {
        return of("bbo", symbol);
    }

    public static Subscription book(String symbol) {
        return of("l2Book", symbol);
    }

    public static Subscription assetContext(String symbol) {
        return of("activeAssetCtx", symbol);
    }

    /**
     * @param interval as the exchange names it, such as {@code 1m}
     */
    public static Subscription candle(String symbol, String interval) {
        return new Subscription(Map.of("type", "candle", "coin", symbol, "interval", interval));
    }

    /** A stream that has no parameters, such as {@code allMids}. */
    public static Subscription ofAll(String type) {
        return new Subscription(Map.of("type", type));
    }

    private static Subscription of(String type, String symbol) {
        return new Subscription(Map.of("type", type, "coin", symbol));
    }

    public String type() {
        return (String) parameters.get("type");
    }

    /** The symbol, or null of a stream of all. */
    public String symbol() {
        return (String) parameters.get("coin");
    }

    /** The address of an account stream; null of others. */
    public String user() {
        return (String) parameters.get("user");
    }

    /** For logs, such as {@code trades of BTC}. */
    public String shown() {
        return Stream.of(symbol(), user())
                .filter(Objects::nonNull)
                .reduce(type(), (shown, more) -> shown + " of " + more);
    }

    /**
     * Whether the exchange acknowledges this one: every key that was sent has the same value. It
     * reorders keys and adds its defaults, so equality would not do.
     */
    public boolean isAcknowledgedBy(Message.Acknowledgement acknowledgement) {
        return parameters.entrySet().stream()
                .allMatch(
                        sent ->
                                Objects.equals(
                                        acknowledgement.subscription().get(sent.getKey()),
                                        sent.getValue()));
    }
}
