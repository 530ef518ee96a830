package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * Prices and contexts of a coin from what the market has seen; what the tape never told is zero.
 */
final class Quotes {

    private static final BigDecimal TWO = BigDecimal.valueOf(2);

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
        List<TapeTrade> trades = market.newestTrades(coin);
        return trades.isEmpty()
                ? Optional.empty()
                : Optional.of(trades.get(trades.size() - 1).price());
    }

    /** The context the tape holds, else one made from its trades. */
    JsonNode context(String coin) {
        JsonNode recorded = data("activeAssetCtx", coin).path("ctx");
        return recorded.isObject() ? recorded : computed(coin);
    }

    private ObjectNode computed(String coin) {
        BigDecimal base = BigDecimal.ZERO;
        BigDecimal notional = BigDecimal.ZERO;
        List<TapeTrade> trades = market.trades(coin);
        for (TapeTrade trade : trades) {
            base = base.add(trade.size());
            notional = notional.add(trade.size().multiply(trade.price()));
        }
        String mid = mid(coin).map(BigDecimal::toPlainString).orElse(null);
        String first = trades.isEmpty() ? "0.0" : trades.get(0).price().toPlainString();
        ObjectNode context =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("funding", "0.0")
                        .put("openInterest", "0.0")
                        .put("prevDayPx", first)
                        .put("dayNtlVlm", notional.toPlainString())
                        .putNull("premium")
                        .put("oraclePx", mid == null ? "0.0" : mid)
                        .put("markPx", mid == null ? "0.0" : mid)
                        .put("midPx", mid)
                        .putNull("impactPxs");
        return context.put("dayBaseVlm", base.toPlainString());
    }

    private JsonNode data(String type, String coin) {
        return market.snapshot(new StreamKey(type, coin, ""))
                .map(text -> Json.parse(text).path("data"))
                .orElse(Json.MAPPER.missingNode());
    }
}
