package dev.candlewick.sinks;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.BookLevel;
import dev.candlewick.functions.model.BookSnapshot;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.Reconciliation;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of market data for tests. */
public final class MarketRows {

    private MarketRows() {}

    public static BookLevel level(String price, String size, long orders) {
        return new BookLevel(new BigDecimal(price), new BigDecimal(size), orders);
    }

    public static BookSnapshot book(
            String symbol, long time, List<BookLevel> bids, List<BookLevel> asks) {
        return new BookSnapshot(symbol, time, bids, asks, false, time + 1, Origin.STREAM);
    }

    /** Levels at 1, 2, 3 and so on. */
    public static List<BookLevel> levels(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(price -> level(Integer.toString(price), "0.5", price))
                .toList();
    }

    /** Somebody bids; nobody offers. */
    public static BestOffers bid(String symbol, long time, String price) {
        return new BestOffers(symbol, time, level(price, "2", 3), null, time + 1, Origin.STREAM);
    }

    public static MidPrice mid(String symbol, long time, String price) {
        return new MidPrice(symbol, new BigDecimal(price), time, Origin.STREAM);
    }

    /** The context of a spot asset, which has no funding. */
    public static AssetContext context(String symbol, long time, String mark) {
        BigDecimal one = BigDecimal.ONE;
        return new AssetContext(
                symbol,
                time,
                null,
                null,
                one,
                one,
                one,
                null,
                null,
                new BigDecimal(mark),
                null,
                null,
                null,
                one,
                "activeAssetCtx",
                Origin.STREAM);
    }

    public static ExchangeCandle candle(String symbol, long open, String close, long receivedAt) {
        BigDecimal price = new BigDecimal(close);
        return new ExchangeCandle(
                symbol,
                "1m",
                open,
                open + 60_000_000,
                price,
                price,
                price,
                price,
                BigDecimal.ONE,
                1,
                receivedAt,
                Origin.STREAM);
    }

    public static Reconciliation checked(
            String symbol, long open, Reconciliation.Verdict verdict, long checkedAt) {
        return new Reconciliation(
                symbol,
                BarInterval.M1,
                open,
                "volume",
                BigDecimal.ONE,
                BigDecimal.TEN,
                verdict,
                checkedAt);
    }
}
