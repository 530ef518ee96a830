package dev.candlewick.functions.model;

/** What a feed says besides trades: exactly one of these, the others null. */
public record MarketData(
        BookSnapshot book,
        BestOffers offers,
        MidPrice mid,
        AssetContext context,
        ExchangeCandle candle,
        AccountEvent account) {

    public static MarketData of(BookSnapshot book) {
        return new MarketData(book, null, null, null, null, null);
    }

    public static MarketData of(BestOffers offers) {
        return new MarketData(null, offers, null, null, null, null);
    }

    public static MarketData of(MidPrice mid) {
        return new MarketData(null, null, mid, null, null, null);
    }

    public static MarketData of(AssetContext context) {
        return new MarketData(null, null, null, context, null, null);
    }

    public static MarketData of(ExchangeCandle candle) {
        return new MarketData(null, null, null, null, candle, null);
    }

    public static MarketData of(AccountEvent account) {
        return new MarketData(null, null, null, null, null, account);
    }
}
