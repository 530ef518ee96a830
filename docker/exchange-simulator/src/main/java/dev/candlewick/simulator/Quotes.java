package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Prices and contexts of a coin from what the market has seen; what the tape does not have is zero.
 */
final class Quotes {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

    /** An asset of the exchange always has a mark price. */
    private static final String NEVER_TRADED = "1.0";

    private final Market market;

    Quotes(Market market) {
        this.market = market;
    }

    /** Middle of the newest best bid and offer, else the last trade. */
    Optional<BigDecimal> mid(String coin) {
        JsonNode sides = data("bbo", coin).path("bbo");
        if (sides.path(0).has("px") && sides.path(1).has("px")) {
            BigDecimal bid = new BigDecimal(sides.path(0).path("px").asText());
            return Optional.of(
                    bid.add(new BigDecimal(sides.path(1).path("px").asText())).divide(TWO));
        }
        return market.traded(coin).map(history -> history.last().price());
    }

    /** The context the tape holds, else one made from its trades. */
    JsonNode context(String coin) {
        JsonNode recorded = data("activeAssetCtx", coin).path("ctx");
        return recorded.isObject() ? recorded : computed(coin);
    }

    private ObjectNode computed(String coin) {
        Optional<TradeHistory> history = market.traded(coin);
        String mid = mid(coin).map(BigDecimal::toPlainString).orElse(null);
        String price = mid == null ? NEVER_TRADED : mid;
        return JsonNodeFactory.instance
                .objectNode()
                .put("funding", "0.0")
                .put("openInterest", "0.0")
                .put("prevDayPx", text(history.map(past -> past.oldest().price())))
                .put("dayNtlVlm", text(history.map(TradeHistory::notional)))
                .putNull("premium")
                .put("oraclePx", price)
                .put("markPx", price)
                .put("midPx", mid)
                .putNull("impactPxs")
                .put("dayBaseVlm", text(history.map(TradeHistory::volume)));
    }

    private static String text(Optional<BigDecimal> value) {
        return value.map(BigDecimal::toPlainString).orElse("0.0");
    }

    private JsonNode data(String type, String coin) {
        return market.snapshot(new StreamKey(type, coin, ""))
                .map(text -> Json.parse(text).path("data"))
                .orElse(Json.MAPPER.missingNode());
    }
}
