package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * One stream of the exchange: a subscription type, its coin (empty when it has none) and what else
 * tells two streams of that type apart, such as the interval of a candle or the address of an
 * account.
 */
record StreamKey(String type, String coin, String variant) {

    static final String TRADES = "trades";

    private static final Set<String> NOT_STREAMS =
            Set.of("subscriptionResponse", "pong", "error", "post", TapeFrame.CONTROL_CHANNEL);

    static StreamKey trades(String coin) {
        return new StreamKey(TRADES, coin, "");
    }

    boolean isTrades() {
        return type.equals(TRADES);
    }

    /** Of 20 levels a side, at the exchange's own prices. */
    boolean isBook() {
        return type.equals("l2Book") && variant.isEmpty();
    }

    /**
     * The stream a frame of the exchange belongs to; empty for replies and for frames that name
     * none.
     */
    static Optional<StreamKey> ofFrame(JsonNode frame) {
        String channel = frame.path("channel").asText("");
        if (channel.isEmpty() || NOT_STREAMS.contains(channel)) {
            return Optional.empty();
        }
        JsonNode data = frame.path("data");
        JsonNode first = data.isArray() ? data.path(0) : data;
        return switch (channel) {
            case TRADES -> withCoin(TRADES, first.path("coin"), "");
            case "candle" -> withCoin(channel, first.path("s"), first.path("i").asText(""));
            case "l2Book" -> withCoin(channel, first.path("coin"), bookVariant(first));
            case "activeSpotAssetCtx" -> withCoin("activeAssetCtx", first.path("coin"), "");
            case "allMids" -> Optional.of(new StreamKey(channel, "", first.path("dex").asText("")));
            case "user" -> Optional.of(new StreamKey("userEvents", "", ""));
            default ->
                    Optional.of(
                            new StreamKey(
                                    channel,
                                    first.path("coin").asText(""),
                                    data.path("user").asText("")));
        };
    }

    private static Optional<StreamKey> withCoin(String type, JsonNode coin, String variant) {
        return coin.isTextual()
                ? Optional.of(new StreamKey(type, coin.textValue(), variant))
                : Optional.empty();
    }

    private static String bookVariant(JsonNode book) {
        if (book.path("fast").asBoolean(false)) {
            return "fast";
        }
        return book.has("spread") ? "rounded" : "";
    }
}
