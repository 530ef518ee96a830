package dev.candlewick.functions.model;

import java.math.BigDecimal;

/**
 * The exchange's own candle, forming or not: it never says which.
 *
 * @param interval as the exchange names it; it has some that no bar has, such as {@code 1w}
 * @param closeTime the end of the window, exclusive
 * @param volume summed by the exchange in binary floating point: round it before comparing
 * @param receivedAt by the clock of the feed
 * @param origin {@link Origin#STREAM} or {@link Origin#TAPE} from a subscription, {@link
 *     Origin#EXCHANGE} when it was asked for
 */
public record ExchangeCandle(
        String symbol,
        String interval,
        long openTime,
        long closeTime,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        long tradeCount,
        long receivedAt,
        Origin origin) {}
