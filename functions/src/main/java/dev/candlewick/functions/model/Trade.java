package dev.candlewick.functions.model;

import java.math.BigDecimal;

/**
 * One trade.
 *
 * @param symbol the exchange's own name, verbatim
 * @param tradeTime exchange time; it decides the bar
 * @param side the aggressor
 * @param tradeId unique within a symbol and not ordered; null where the archive has none
 * @param receivedAt by the clock of the feed
 */
public record Trade(
        String symbol,
        long tradeTime,
        BigDecimal price,
        BigDecimal size,
        Side side,
        Long tradeId,
        long receivedAt,
        Origin origin) {

    public BigDecimal notional() {
        return price.multiply(size);
    }

    /** The same trade, received at an instant and in this way. */
    public Trade received(long instant, Origin by) {
        return instant == receivedAt && by == origin
                ? this
                : new Trade(symbol, tradeTime, price, size, side, tradeId, instant, by);
    }
}
