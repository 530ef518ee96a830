package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Side;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;

/**
 * What one window has seen: exact sums, and the first and last price by exchange time, then by
 * arrival. Mutable keyed state; it can gain and lose fields.
 */
public class Window {
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

    /** What the final bar that was emitted last said; null before the first. */
    public Coverage coverage;

    /** A window in which nothing traded, at the price before it. */
    static Window flat(BigDecimal price) {
        Window window = new Window();
        window.setPrice(price);
        return window;
    }

    boolean hasTraded() {
        return tradeCount > 0;
    }

    void setPrice(BigDecimal price) {
        open = price;
        high = price;
        low = price;
        close = price;
    }

    void add(Trade trade) {
        if (!hasTraded()) {
            setPrice(trade.price());
        }
        if (trade.tradeTime() < openedBy) {
            open = trade.price();
            openedBy = trade.tradeTime();
        }
        if (trade.tradeTime() >= closedBy) {
            close = trade.price();
            closedBy = trade.tradeTime();
        }
        high = high.max(trade.price());
        low = low.min(trade.price());
        addVolume(trade);
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
