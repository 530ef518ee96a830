package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * The windows of one symbol and interval, by open time: the open ones, and closed ones while a late
 * trade may still correct them. Mutable keyed state.
 */
public class IntervalWindows {
    /** Set before anything traded. */
    public static final long NONE = Long.MAX_VALUE;

    public Map<Long, Window> windows = new HashMap<>();

    /** The first window that has not closed. */
    public long nextToClose = NONE;

    /** The oldest window that is still kept. */
    public long oldest = NONE;

    /** The last price of the newest closed window that traded; null before. */
    public BigDecimal lastClose;

    /** The open time of that window. */
    public long lastCloseOf = Long.MIN_VALUE;

    /** The time of the trade at that price. */
    public long lastCloseAt = Long.MIN_VALUE;

    boolean hasStarted() {
        return nextToClose != NONE;
    }

    Window add(long openTime, Trade trade) {
        Window window = windows.computeIfAbsent(openTime, absent -> new Window());
        window.add(trade);
        oldest = Math.min(oldest, openTime);
        return window;
    }

    /** Remembers the price that later windows without a trade stay at. */
    void carryClose(long openTime, Window window) {
        if (openTime >= lastCloseOf) {
            lastClose = window.close;
            lastCloseOf = openTime;
            lastCloseAt = window.closedBy;
        }
    }

    /** The newest kept window before an open time in which something traded; null without one. */
    Window lastTradedBefore(long openTime, long length) {
        for (long open = openTime - length; open >= oldest; open -= length) {
            Window window = windows.get(open);
            if (window != null && window.hasTraded()) {
                return window;
            }
        }
        return null;
    }

    /** Drops windows that end at or before an instant. */
    void forgetBefore(long eventTime, long length) {
        while (oldest < nextToClose && oldest + length <= eventTime) {
            windows.remove(oldest);
            oldest += length;
        }
    }
}
