package dev.candlewick.functions.model;

import java.math.BigDecimal;

/**
 * Figures of an asset beside its book. What the kind of asset does not have is null, as is what the
 * exchange leaves out or sends as null.
 *
 * @param contextTime when it was received, by the clock of the feed, since the exchange gives it no
 *     time; the archive's own time where it comes from there
 * @param funding the hourly rate
 * @param openInterest in base units
 * @param dayNotionalVolume in USD
 * @param channel the subscription it came from
 */
public record AssetContext(
        String symbol,
        long contextTime,
        BigDecimal funding,
        BigDecimal openInterest,
        BigDecimal previousDayPrice,
        BigDecimal dayNotionalVolume,
        BigDecimal dayBaseVolume,
        BigDecimal premium,
        BigDecimal oraclePrice,
        BigDecimal markPrice,
        BigDecimal midPrice,
        BigDecimal impactBid,
        BigDecimal impactAsk,
        BigDecimal circulatingSupply,
        String channel,
        Origin origin)
        implements MarketData {

    /** A context of which only these prices are known, of which each may be null. */
    public static AssetContext ofPrices(
            String symbol,
            long at,
            BigDecimal mark,
            BigDecimal mid,
            String channel,
            Origin origin) {
        return new AssetContext(
                symbol, at, null, null, null, null, null, null, null, mark, mid, null, null, null,
                channel, origin);
    }
}
