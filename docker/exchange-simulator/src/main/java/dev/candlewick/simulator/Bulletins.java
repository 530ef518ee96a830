package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Streams that the tape does not hold, made from what has traded on it, in the rhythm of the
 * exchange by the tape's clock.
 */
final class Bulletins {

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(500);

    /** How often the exchange sends each. */
    private static final Map<String, Long> SECONDS =
            Map.of(
                    "allMids", 5L,
                    "activeAssetCtx", 1L,
                    "candle", 1L,
                    "fastAssetCtxs", 1L,
                    "assetCtxs", 5L,
                    "spotAssetCtxs", 5L,
                    "allDexsAssetCtxs", 14L,
                    "outcomeMetaUpdates", 10L);

    private static final long SECONDS_OF_ACCOUNTS = 5;

    private final Market market;
    private final Quotes quotes;
    private final List<String> coins;
    private final Set<StreamKey> recorded;
    private final FastContexts fast;
    private final Map<StreamKey, Long> dueAt = new HashMap<>();
    private long lookAt = Long.MIN_VALUE;

    /**
     * @param recorded what the tape holds itself, so that nothing is made up
     */
    Bulletins(Market market, Collection<String> coins, Set<StreamKey> recorded) {
        this.market = market;
        this.quotes = new Quotes(market);
        this.coins = List.copyOf(coins);
        this.recorded = recorded;
        this.fast = new FastContexts(market, this.coins);
    }

    /** Whether anything may be due; then this was the look. */
    boolean isTimeToLook() {
        if (market.clockNanos() < lookAt) {
            return false;
        }
        lookAt = market.clockNanos() + LOOK_EVERY;
        return true;
    }

    /** What a new subscriber is sent first. */
    Optional<String> first(StreamKey stream) {
        return recorded.contains(stream) ? Optional.empty() : frame(stream, true);
    }

    /** What all subscribers of the stream are sent now. */
    Optional<String> due(StreamKey stream) {
        if (recorded.contains(stream) || market.clockNanos() < dueAt.getOrDefault(stream, 0L)) {
            return Optional.empty();
        }
        long seconds = SECONDS.getOrDefault(stream.type(), SECONDS_OF_ACCOUNTS);
        dueAt.put(stream, market.clockNanos() + TimeUnit.SECONDS.toNanos(seconds));
        return frame(stream, false);
    }

    private Optional<String> frame(StreamKey stream, boolean first) {
        return switch (stream.type()) {
            case "allMids" -> ofMainDex(stream, () -> frame("allMids", mids()));
            case "activeAssetCtx" -> context(stream.coin());
            case "candle" ->
                    first
                            ? market.candles().frame(stream, market)
                            : market.candles().news(stream, market);
            case "fastAssetCtxs" -> first ? Optional.of(fast.full()) : fast.changes();
            case "assetCtxs" -> ofMainDex(stream, () -> frame("assetCtxs", contexts()));
            case "spotAssetCtxs" -> Optional.of(frame("spotAssetCtxs", spotContexts()));
            case "allDexsAssetCtxs" -> Optional.of(frame("allDexsAssetCtxs", allDexs()));
            case "outcomeMetaUpdates" -> first ? Optional.empty() : Optional.of(outcome());
            default ->
                    Accounts.STREAMS.contains(stream.type())
                            ? Accounts.frame(stream, first, market.clockNanos() / 1_000_000)
                            : Optional.empty();
        };
    }

    private static Optional<String> ofMainDex(StreamKey stream, Supplier<String> frame) {
        return stream.variant().isEmpty() ? Optional.of(frame.get()) : Optional.empty();
    }

    private ObjectNode mids() {
        ObjectNode mids = Json.MAPPER.createObjectNode();
        for (String coin : coins) {
            quotes.mid(coin).ifPresent(mid -> mids.put(coin, mid.toPlainString()));
        }
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.set("mids", mids);
        return data;
    }

    private Optional<String> context(String coin) {
        ObjectNode data = Json.MAPPER.createObjectNode().put("coin", coin);
        if (isSpot(coin)) {
            data.set("ctx", spotContext(coin));
            return Optional.of(frame("activeSpotAssetCtx", data));
        }
        data.set("ctx", quotes.context(coin));
        return Optional.of(frame("activeAssetCtx", data));
    }

    private ObjectNode contexts() {
        ArrayNode contexts = Json.MAPPER.createArrayNode();
        coins.forEach(coin -> contexts.add(quotes.context(coin)));
        ObjectNode data = Json.MAPPER.createObjectNode().put("dex", "");
        data.set("ctxs", contexts);
        return data;
    }

    private ObjectNode allDexs() {
        ArrayNode pair = Json.MAPPER.createArrayNode().add("").add(contexts().get("ctxs"));
        ObjectNode data = Json.MAPPER.createObjectNode();
        data.set("ctxs", Json.MAPPER.createArrayNode().add(pair));
        return data;
    }

    private ArrayNode spotContexts() {
        ArrayNode contexts = Json.MAPPER.createArrayNode();
        List<String> spot = new ArrayList<>(coins);
        spot.removeIf(coin -> !isSpot(coin));
        spot.forEach(coin -> contexts.add(spotContext(coin)));
        return contexts;
    }

    private ObjectNode spotContext(String coin) {
        ObjectNode context = quotes.context(coin).deepCopy();
        context.retain(List.of("prevDayPx", "dayNtlVlm", "markPx", "midPx", "dayBaseVlm"));
        return context.put("circulatingSupply", "1000000.0")
                .put("totalSupply", "1000000.0")
                .put("coin", coin);
    }

    private static String outcome() {
        return "{\"channel\":\"outcomeMetaUpdates\",\"data\":{\"updates\":[{\"outcomeCreated\":"
                + "{\"outcome\":1,\"name\":\"rain\"}}]}}";
    }

    private static boolean isSpot(String coin) {
        return coin.startsWith("@") || coin.contains("/");
    }

    private static String frame(String channel, Object data) {
        return "{\"channel\":\"%s\",\"data\":%s}".formatted(channel, data);
    }
}
