package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * A trade as the exchange printed it; {@code json} is its wire form.
 *
 * @param time exchange time in epoch milliseconds
 */
public record TapeTrade(
        String coin,
        String side,
        BigDecimal price,
        BigDecimal size,
        long time,
        long tid,
        String json) {

    private static final String NO_HASH = "0x" + "0".repeat(64);

    /** A trade of an in-memory tape; side is {@code B} or {@code A}, the aggressor. */
    public static TapeTrade of(
            String coin, String side, String price, String size, long time, long tid) {
        String json =
                String.format(
                        Locale.ROOT,
                        "{\"coin\":%s,\"side\":\"%s\",\"px\":\"%s\",\"sz\":\"%s\",\"time\":%d,\"hash\":\"%s\",\"tid\":%d}",
                        Json.quote(coin),
                        side,
                        price,
                        size,
                        time,
                        NO_HASH,
                        tid);
        return new TapeTrade(
                coin, side, new BigDecimal(price), new BigDecimal(size), time, tid, json);
    }

    /** Throws IllegalArgumentException when the node is no trade of the exchange. */
    static TapeTrade parse(JsonNode node) {
        if (!node.path("coin").isTextual()
                || !node.path("time").isIntegralNumber()
                || !node.path("tid").isIntegralNumber()) {
            throw new IllegalArgumentException("not a trade: " + node);
        }
        return new TapeTrade(
                node.path("coin").textValue(),
                node.path("side").asText(""),
                new BigDecimal(node.path("px").asText("")),
                new BigDecimal(node.path("sz").asText("")),
                node.path("time").longValue(),
                node.path("tid").longValue(),
                node.toString());
    }

    /** Decimals of the size that matter. */
    int sizeDecimals() {
        return Math.max(0, size.stripTrailingZeros().scale());
    }
}
