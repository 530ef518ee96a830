package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;

/**
 * What one window has seen: exact sums, and the first and last price by exchange time, then by
 * arrival. Mutable keyed state; it can gain and lose fields.
 */
class ObviousWindow {
    public BigDecimal open;
    public BigDecimal high;
    public BigDecimal low;
    public BigDecimal close;
    public long openedBy = Long.MAX_VALUE;
    public long closedBy = Long.MIN_VALUE;
    public BigDecimal volume = BigDecimal.ZERO;
    public BigDecimal quoteVolume = BigDecimal.ZERO;
    public BigDecimal buyVolume = BigDecimal.ZERO;
    public BigDecimal sellVolume = BigDecimal.ZERO;
    public long tradeCount;

    /** Whether mid prices came for it, because there are no trades of at least a part of it. */
    public boolean hasMids;

    /** Whether it stands at a mid price that came before it. */
    public boolean standsAtMid;

    /** What the final bar that was emitted last said; null before the first. */
    public Coverage coverage;

    /** A window after this one in which nothing happens: it stands at the price before it. */
    ObviousWindow quietAfter() {
        ObviousWindow window = new ObviousWindow();
        window.standAt(this);
        return window;
    }

    void standAt(ObviousWindow before) {
        setPrice(before.close);
        standsAtMid = before.priceSource() == PriceSource.MID;
    }

    boolean standsAt(ObviousWindow before) {
        return close.compareTo(before.close) == 0 && priceSource() == before.priceSource();
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
    void addMid(BigDecimal mid, long time) {
        if (!hasTraded()) {
            addPrice(mid, time, !hasMids);
        }
        hasMids = true;
    }

    private void setPrice(BigDecimal price) {
        open = price;
        high = price;
        low = price;
        close = price;
    }

    void add(Trade trade) {
        addPrice(trade.price(), trade.tradeTime(), !hasTraded());
        addVolume(trade);
    }

    private void addPrice(BigDecimal price, long time, boolean isFirst) {
        if (isFirst) {
            setPrice(price);
            openedBy = time;
            closedBy = time;
        }
        if (time < openedBy) {
            open = price;
            openedBy = time;
        }
        if (time >= closedBy) {
            close = price;
            closedBy = time;
        }
        high = high.max(price);
        low = low.min(price);
    }

    private void addVolume(Trade trade) {
        volume = volume.add(trade.size());
        quoteVolume = quoteVolume.add(trade.notional());
        if (trade.side() == Side.BUY) {
            buyVolume = buyVolume.add(trade.size());
        } else {
            sellVolume = sellVolume.add(trade.size());
        }
        tradeCount++;
    }
}
