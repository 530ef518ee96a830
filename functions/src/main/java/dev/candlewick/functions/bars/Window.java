package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.BarRunBuilder;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import java.math.BigDecimal;

/**
 * What one window has seen: exact sums, and the first and last price by exchange time, then by
 * arrival. Mutable keyed state; it can gain and lose fields.
 *
 * <p>Prices and volumes are whole numbers with a scale, the quote volume one of 128 bits in two
 * parts; where digits don't fit, all of them are {@link #wide}.
 */
public class Window {
    public int priceScale;
    public int sizeScale;
    public long open;
    public long high;
    public long low;
    public long close;
    public long openedBy = Long.MAX_VALUE;
    public long closedBy = Long.MIN_VALUE;
    public long volume;
    public long buyVolume;
    public long quoteHigh;
    public long quoteLow;
    public long tradeCount;

    /** In place of the whole numbers where digits don't fit; otherwise null. */
    public DecimalSums wide;

    /** Whether mid prices came for it, because there are no trades of at least a part of it. */
    public boolean hasMids;

    /** Whether it stands at a mid price that came before it. */
    public boolean standsAtMid;

    /** What the final bar that was emitted last said; null before the first. */
    public Coverage coverage;

    /** A window after this one in which nothing happens: it stands at the price before it. */
    Window quietAfter() {
        Window window = new Window();
        window.standsAtMid = priceSource() == PriceSource.MID;
        if (wide != null) {
            window.wide = DecimalSums.at(wide.close);
        } else {
            window.priceScale = priceScale;
            window.setPrice(close);
        }
        return window;
    }

    boolean standsAt(Window before) {
        boolean samePrice;
        if (wide == null && before.wide == null && priceScale == before.priceScale) {
            samePrice = close == before.close;
        } else {
            samePrice = close().compareTo(before.close()) == 0;
        }
        return samePrice && priceSource() == before.priceSource();
    }

    PriceSource priceSource() {
        return !hasTraded() && (hasMids || standsAtMid) ? PriceSource.MID : PriceSource.TRADE;
    }

    boolean hasTraded() {
        return tradeCount > 0;
    }

    /** Whether it has prices of its own; otherwise it stands at the price before it. */
    boolean hasPrices() {
        return hasTraded() || hasMids;
    }

    /** Trades count for more: where there is one, mid prices say nothing. */
    void addMid(Segment mid) {
        if (!hasTraded()) {
            widen();
            addPrices(mid, !hasMids);
        }
        hasMids = true;
    }

    void add(Segment segment) {
        boolean isFirst = !hasTraded();
        if (isFirst) {
            wide = null;
            priceScale = segment.priceScale;
            sizeScale = segment.sizeScale;
        }
        if (segment.isWide() || wide != null || !raise(segment) || !holds(segment)) {
            widen();
            wide.addVolumes(segment);
        } else {
            volume += segment.volume;
            buyVolume += segment.buyVolume;
            quoteLow += segment.quoteLow;
            quoteHigh += segment.quoteHigh + Scales.carry(quoteLow, segment.quoteLow);
        }
        addPrices(segment, isFirst);
        tradeCount += segment.count;
    }

    private boolean holds(Segment segment) {
        long quote = quoteHigh + segment.quoteHigh;
        return volume + segment.volume >= 0 && quote >= 0 && quote < Long.MAX_VALUE - 1;
    }

    private void addPrices(Segment segment, boolean isFirst) {
        boolean opens = isFirst || segment.openedBy < openedBy;
        boolean closes = isFirst || segment.closedBy >= closedBy;
        if (wide != null) {
            wide.addPrices(segment, isFirst, opens, closes);
        } else {
            open = opens ? segment.open : open;
            close = closes ? segment.close : close;
            high = isFirst ? segment.high : Math.max(high, segment.high);
            low = isFirst ? segment.low : Math.min(low, segment.low);
        }
        openedBy = opens ? segment.openedBy : openedBy;
        closedBy = closes ? segment.closedBy : closedBy;
    }

    private void setPrice(long price) {
        open = price;
        high = price;
        low = price;
        close = price;
    }

    /** Takes on the scales of a segment, which are never smaller; false if digits overflow. */
    private boolean raise(Segment segment) {
        if (priceScale == segment.priceScale && sizeScale == segment.sizeScale) {
            return true;
        }
        int prices = segment.priceScale - priceScale;
        int sizes = segment.sizeScale - sizeScale;
        BigDecimal quote = quoteVolume().setScale(segment.priceScale + segment.sizeScale);
        if (Scales.raised(high, prices) < 0
                || Scales.raised(volume, sizes) < 0
                || quote.unscaledValue().bitLength() >= 2 * Long.SIZE - 2) {
            return false;
        }
        open = Scales.raised(open, prices);
        high = Scales.raised(high, prices);
        low = Scales.raised(low, prices);
        close = Scales.raised(close, prices);
        volume = Scales.raised(volume, sizes);
        buyVolume = Scales.raised(buyVolume, sizes);
        quoteLow = quote.unscaledValue().longValue();
        quoteHigh = quote.unscaledValue().shiftRight(Long.SIZE).longValue();
        priceScale = segment.priceScale;
        sizeScale = segment.sizeScale;
        return true;
    }

    private void widen() {
        if (wide == null) {
            DecimalSums sums = DecimalSums.at(close());
            sums.open = open();
            sums.high = high();
            sums.low = low();
            sums.volume = volume();
            sums.quoteVolume = quoteVolume();
            sums.buyVolume = buyVolume();
            wide = sums;
        }
    }

    /**
     * Adds the final bars of windows like this one to a run that has room for them.
     *
     * @param count more than one only where nothing traded
     */
    void addTo(BarRunBuilder run, long openTime, int count, Coverage judged, long emittedAt) {
        boolean mid = priceSource() == PriceSource.MID;
        run.place(openTime, count, tradeCount, judged, mid);
        boolean priced = hasPrices();
        if (wide != null) {
            run.prices(
                    wide.open,
                    priced ? wide.high : wide.open,
                    priced ? wide.low : wide.open,
                    priced ? wide.close : wide.open);
        } else if (priced) {
            run.prices(open, high, low, close, priceScale);
        } else {
            run.prices(open, open, open, open, priceScale);
        }
        addVolumesTo(run, emittedAt);
    }

    private void addVolumesTo(BarRunBuilder run, long emittedAt) {
        if (!hasTraded()) {
            run.volumes(0, 0, 0);
            run.quote(0, 0, emittedAt);
        } else if (wide != null) {
            run.volumes(wide.volume, wide.buyVolume);
            run.quote(wide.quoteVolume, emittedAt);
        } else {
            run.volumes(volume, buyVolume, sizeScale);
            if (quoteHigh == quoteLow >> (Long.SIZE - 1)) {
                run.quote(quoteLow, priceScale + sizeScale, emittedAt);
            } else {
                run.quote(quoteVolume(), emittedAt);
            }
        }
    }

    BigDecimal open() {
        return wide == null ? BigDecimal.valueOf(open, priceScale) : wide.open;
    }

    BigDecimal high() {
        return wide == null ? BigDecimal.valueOf(high, priceScale) : wide.high;
    }

    BigDecimal low() {
        return wide == null ? BigDecimal.valueOf(low, priceScale) : wide.low;
    }

    BigDecimal close() {
        return wide == null ? BigDecimal.valueOf(close, priceScale) : wide.close;
    }

    BigDecimal volume() {
        return wide == null ? BigDecimal.valueOf(volume, sizeScale) : wide.volume;
    }

    BigDecimal buyVolume() {
        return wide == null ? BigDecimal.valueOf(buyVolume, sizeScale) : wide.buyVolume;
    }

    BigDecimal sellVolume() {
        return wide == null
                ? BigDecimal.valueOf(volume - buyVolume, sizeScale)
                : wide.volume.subtract(wide.buyVolume);
    }

    BigDecimal quoteVolume() {
        return wide == null
                ? Scales.decimal(quoteHigh, quoteLow, priceScale + sizeScale)
                : wide.quoteVolume;
    }
}
