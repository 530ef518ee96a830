package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.DecimalColumn;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import dev.candlewick.functions.model.TradeRun;
import java.math.BigDecimal;

/**
 * Trades of a symbol that follow each other in the same windows, summed up once for all intervals:
 * exact, in whole numbers of 64 and 128 bits; or one trade whose digits don't fit. Used again and
 * again.
 */
final class Segment {
    /** So large numbers of any run can be added up without an overflow. */
    private static final long MAX_UNSCALED = 1L << 53;

    int priceScale;
    int sizeScale;
    long open;
    long high;
    long low;
    long close;
    long openedBy;
    long closedBy;
    long volume;
    long buyVolume;
    long quoteHigh;
    long quoteLow;
    long count;

    /** The only trade, where its digits don't fit; otherwise null. */
    private Trade wide;

    /** The price of that trade, or a mid price; otherwise null. */
    private BigDecimal widePrice;

    private long pricePower;
    private long sizePower;

    /** Larger numbers of the run are not summed up; -1 if none are. */
    private long maxPrice;

    private long maxSize;
    private DecimalColumn prices;
    private DecimalColumn sizes;

    boolean isEmpty() {
        return count == 0;
    }

    void clear() {
        count = 0;
        volume = 0;
        buyVolume = 0;
        quoteHigh = 0;
        quoteLow = 0;
        wide = null;
        widePrice = null;
    }

    /** Makes ready for the trades of a run, with the digits that the symbol has had so far. */
    void of(TradeRun run, SymbolBars symbol) {
        prices = run.prices();
        sizes = run.sizes();
        priceScale = symbol.priceScale;
        sizeScale = symbol.sizeScale;
        pricePower = powerFor(prices, priceScale);
        sizePower = powerFor(sizes, sizeScale);
        maxPrice = pricePower == 0 ? -1 : MAX_UNSCALED / pricePower;
        maxSize = sizePower == 0 ? -1 : MAX_UNSCALED / sizePower;
    }

    /** What turns a column to a scale; 0 if nothing does. */
    private static long powerFor(DecimalColumn column, int scale) {
        return column.isWide() || column.scale() > scale
                ? 0
                : Scales.powerOfTen(scale - column.scale());
    }

    /** Whether a trade of the run can be summed up in whole numbers. */
    boolean takes(int i) {
        return maxPrice >= 0
                && maxSize >= 0
                && prices.unscaled(i) <= maxPrice
                && sizes.unscaled(i) <= maxSize;
    }

    /** Adds a trade that it takes. */
    void add(TradeRun run, int i) {
        long price = prices.unscaled(i) * pricePower;
        long size = sizes.unscaled(i) * sizePower;
        long time = run.tradeTime(i);
        if (count == 0) {
            open = price;
            high = price;
            low = price;
            close = price;
            openedBy = time;
            closedBy = time;
        } else {
            addPrice(price, time);
        }
        volume += size;
        if (run.isBuy(i)) {
            buyVolume += size;
        }
        long quote = price * size;
        quoteLow += quote;
        quoteHigh += Math.multiplyHigh(price, size) + Scales.carry(quoteLow, quote);
        count++;
    }

    private void addPrice(long price, long time) {
        if (time < openedBy) {
            open = price;
            openedBy = time;
        }
        if (time >= closedBy) {
            close = price;
            closedBy = time;
        }
        high = Math.max(high, price);
        low = Math.min(low, price);
    }

    /** Is that one trade, whatever its digits. */
    void only(Trade trade) {
        onlyMid(trade.price(), trade.tradeTime());
        wide = trade;
    }

    /** Is that one mid price. */
    void onlyMid(BigDecimal mid, long time) {
        clear();
        widePrice = mid;
        count = 1;
        openedBy = time;
        closedBy = time;
    }

    /** Whether its decimals are no whole numbers. */
    boolean isWide() {
        return widePrice != null;
    }

    BigDecimal price(long unscaled) {
        return widePrice != null ? widePrice : BigDecimal.valueOf(unscaled, priceScale);
    }

    BigDecimal volumeDecimal() {
        return wide != null ? wide.size() : BigDecimal.valueOf(volume, sizeScale);
    }

    BigDecimal buyVolumeDecimal() {
        if (wide != null) {
            return wide.side() == Side.BUY ? wide.size() : BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(buyVolume, sizeScale);
    }

    BigDecimal quoteVolumeDecimal() {
        return wide != null
                ? wide.notional()
                : Scales.decimal(quoteHigh, quoteLow, priceScale + sizeScale);
    }
}
