package dev.candlewick.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Candles of an asset that is listed and does not trade on the tape: made up, the same for the same
 * asset and window, with a history as long as the exchange keeps one.
 */
final class MadeCandles {

    private static final int NEWEST = 5_000;
    private static final int WAVE = 97;
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    private MadeCandles() {}

    /** Those that overlap the window, oldest first, up to the one that is forming. */
    static List<ObjectNode> between(
            String coin, String interval, BigDecimal mark, long startTime, long endTime, long now) {
        long length = Candles.millis(interval);
        long forming = Math.floorDiv(now, length) * length;
        long oldest = forming - (NEWEST - 1) * length;
        long first = Math.max(oldest, Math.floorDiv(startTime, length) * length);
        List<ObjectNode> rows = new ArrayList<>();
        for (long time = first; time <= Math.min(forming, endTime); time += length) {
            rows.add(row(coin, interval, mark, time, length));
        }
        return rows;
    }

    private static ObjectNode row(
            String coin, String interval, BigDecimal mark, long openTime, long length) {
        long number = openTime / length;
        BigDecimal open = price(mark, number);
        BigDecimal close = price(mark, number + 1);
        return JsonNodeFactory.instance
                .objectNode()
                .put("t", openTime)
                .put("T", openTime + length - 1)
                .put("s", coin)
                .put("i", interval)
                .put("o", open.toPlainString())
                .put("c", close.toPlainString())
                .put("h", open.max(close).toPlainString())
                .put("l", open.min(close).toPlainString())
                .put("v", BigDecimal.valueOf(1 + number % WAVE).toPlainString())
                .put("n", (int) (1 + number % WAVE));
    }

    /** Within five percent of the mark price. */
    private static BigDecimal price(BigDecimal mark, long number) {
        long perMille = 950L + Math.floorMod(number, WAVE);
        return mark.multiply(BigDecimal.valueOf(perMille))
                .divide(THOUSAND, mark.scale() + 3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }
}
