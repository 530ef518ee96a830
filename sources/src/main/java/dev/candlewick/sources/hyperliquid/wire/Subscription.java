package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.sources.feed.FeedSignal;
import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One stream that a client asks for.
 *
 * @param parameters everything that is sent, {@code type} included
 */
public record Subscription(Map<String, String> parameters) implements Serializable {

    public Subscription {
        // Sorted, so that equal subscriptions make equal frames.
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    public String type() {
        return parameters.get("type");
    }

    /** The symbol, or null of a stream of all. */
    public String symbol() {
        return parameters.get("coin");
    }

    /** The address of an account stream; null of others. */
    public String user() {
        return parameters.get("user");
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
    public boolean isAcknowledgedBy(FeedSignal.Acknowledgement acknowledgement) {
        return parameters.entrySet().stream()
                .allMatch(
                        sent ->
                                Objects.equals(
                                        acknowledgement.subscription().get(sent.getKey()),
                                        sent.getValue()));
    }
}
