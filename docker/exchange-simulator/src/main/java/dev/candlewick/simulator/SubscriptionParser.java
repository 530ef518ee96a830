package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** Knows the exchange's subscription types, their parameters and the normalised form of each. */
final class SubscriptionParser {

    static final Set<String> INTERVALS =
            Set.of(
                    "1m", "3m", "5m", "15m", "30m", "1h", "2h", "4h", "8h", "12h", "1d", "3d", "1w",
                    "1M");

    private static final Set<String> WITHOUT_PARAMETERS =
            Set.of("spotAssetCtxs", "allDexsAssetCtxs", "fastAssetCtxs", "outcomeMetaUpdates");
    private final Set<String> knownCoins;

    SubscriptionParser(Set<String> knownCoins) {
        this.knownCoins = knownCoins;
    }

    /** A known type whose parameters are of the right kind but have no legal value. */
    static final class InvalidSubscription extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Empty when the exchange cannot even parse it. */
    Optional<Subscription> parse(JsonNode request) throws InvalidSubscription {
        String type = request.path("type").asText("");
        ObjectNode normal = JsonNodeFactory.instance.objectNode().put("type", type);
        if (WITHOUT_PARAMETERS.contains(type)) {
            return Optional.of(
                    new Subscription(new StreamKey(type, "", ""), normal.toString(), false));
        }
        if (Accounts.STREAMS.contains(type)) {
            return ofUser(type, request, normal);
        }
        return switch (type) {
            case "allMids", "assetCtxs" -> ofDex(type, request, normal);
            case "trades", "bbo", "activeAssetCtx" -> ofCoin(type, request, normal);
            case "candle" -> candle(request, normal);
            case "l2Book" -> l2Book(request, normal);
            default -> Optional.empty();
        };
    }

    private Optional<Subscription> ofCoin(String type, JsonNode request, ObjectNode normal) {
        if (!request.path("coin").isTextual()) {
            return Optional.empty();
        }
        String coin = request.get("coin").textValue();
        return Optional.of(subscription(new StreamKey(type, coin, ""), normal.put("coin", coin)));
    }

    private Optional<Subscription> candle(JsonNode request, ObjectNode normal)
            throws InvalidSubscription {
        if (!request.path("coin").isTextual() || !request.path("interval").isTextual()) {
            return Optional.empty();
        }
        String interval = request.get("interval").textValue();
        if (!INTERVALS.contains(interval)) {
            throw new InvalidSubscription();
        }
        String coin = request.get("coin").textValue();
        normal.put("interval", interval).put("coin", coin);
        return Optional.of(subscription(new StreamKey("candle", coin, interval), normal));
    }

    private Optional<Subscription> l2Book(JsonNode request, ObjectNode normal) {
        JsonNode figures = request.path("nSigFigs");
        JsonNode mantissa = request.path("mantissa");
        if (!request.path("coin").isTextual() || !optionalInt(figures) || !optionalInt(mantissa)) {
            return Optional.empty();
        }
        boolean fast = request.path("fast").asBoolean(false);
        String coin = request.get("coin").textValue();
        normal.put("coin", coin);
        normal.set("nSigFigs", figures.isInt() ? figures : normal.nullNode());
        normal.set("mantissa", mantissa.isInt() ? mantissa : normal.nullNode());
        normal.put("fast", fast);
        boolean illegal =
                (figures.isInt() && (figures.intValue() < 2 || figures.intValue() > 5))
                        || (mantissa.isInt() && figures.asInt(0) != 5);
        String variant = figures.isInt() ? "rounded" : fast ? "fast" : "";
        StreamKey stream = new StreamKey("l2Book", coin, variant);
        return Optional.of(
                new Subscription(stream, normal.toString(), illegal || !knownCoins.contains(coin)));
    }

    private static Optional<Subscription> ofDex(String type, JsonNode request, ObjectNode normal) {
        String dex = request.path("dex").asText("");
        if (!dex.isEmpty()) {
            normal.put("dex", dex);
        }
        return Optional.of(
                new Subscription(new StreamKey(type, "", dex), normal.toString(), false));
    }

    private Optional<Subscription> ofUser(String type, JsonNode request, ObjectNode normal) {
        String user = request.path("user").asText("");
        if (!user.matches("0x[0-9a-fA-F]{40}")) {
            return Optional.empty();
        }
        normal.put("user", user);
        if (!type.equals(Accounts.OF_A_COIN)) {
            return Optional.of(
                    new Subscription(new StreamKey(type, "", user), normal.toString(), false));
        }
        if (!request.path("coin").isTextual()) {
            return Optional.empty();
        }
        String coin = request.get("coin").textValue();
        return Optional.of(subscription(new StreamKey(type, coin, user), normal.put("coin", coin)));
    }

    private Subscription subscription(StreamKey stream, ObjectNode normal) {
        return new Subscription(stream, normal.toString(), !knownCoins.contains(stream.coin()));
    }

    private static boolean optionalInt(JsonNode node) {
        return node.isMissingNode() || node.isNull() || node.isInt();
    }
}
