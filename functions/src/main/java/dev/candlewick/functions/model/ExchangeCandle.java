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
 * @param sizeDecimals of the sizes of the symbol, as the exchange lists it; null where that is not
 *     known
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
        Origin origin,
        Integer sizeDecimals)
        implements MarketData {

    public ExchangeCandle(
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
            Origin origin) {
        this(
                symbol,
                interval,
                openTime,
                closeTime,
                open,
                high,
                low,
                close,
                volume,
                tradeCount,
                receivedAt,
                origin,
                null);
    }

    /** The same of a symbol that is listed with so many decimals. */
    public ExchangeCandle listedWith(Integer decimals) {
        return new ExchangeCandle(
                symbol,
                interval,
                openTime,
                closeTime,
                open,
                high,
                low,
                close,
                volume,
                tradeCount,
                receivedAt,
                origin,
                decimals);
    }
}
