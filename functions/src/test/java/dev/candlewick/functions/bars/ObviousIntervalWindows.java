package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.PriceSource;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * The windows of one symbol and interval, by open time: the open ones, and closed ones while a late
 * trade may still correct them. Mutable keyed state.
 */
class ObviousIntervalWindows {
    /** Set before anything traded. */
    public static final long NONE = Long.MAX_VALUE;

    public Map<Long, ObviousWindow> windows = new HashMap<>();

    /** The first window that has not closed. */
    public long nextToClose = NONE;

    /** The oldest window that is still kept. */
    public long oldest = NONE;

    /** The last price of the newest closed window that has prices of its own; null before. */
    public BigDecimal lastClose;

    /** Whether that price is a mid price. */
    public boolean lastCloseIsMid;

    /** The open time of that window. */
    public long lastCloseOf = Long.MIN_VALUE;

    /** The time of that price. */
    public long lastCloseAt = Long.MIN_VALUE;

    boolean hasStarted() {
        return nextToClose != NONE;
    }

    /** The window of that open time; a new one if there is none. */
    ObviousWindow at(long openTime) {
        oldest = Math.min(oldest, openTime);
        return windows.computeIfAbsent(openTime, absent -> new ObviousWindow());
    }

    /** Remembers the price that later windows without a trade stay at. */
    void carryClose(long openTime, ObviousWindow window) {
        if (openTime >= lastCloseOf) {
            lastClose = window.close;
            lastCloseOf = openTime;
            lastCloseAt = window.closedBy;
            lastCloseIsMid = window.priceSource() == PriceSource.MID;
        }
    }

    /** The newest window before an open time that has prices; null if that is not known. */
    ObviousWindow lastPricedBefore(long openTime, long length) {
        if (lastCloseOf < openTime) {
            return lastPriced();
        }
        for (long open = openTime - length; open >= oldest; open -= length) {
            ObviousWindow window = windows.get(open);
            if (window != null && window.hasPrices()) {
                return window;
            }
        }
        return null;
    }

    /** All that is known of it once it is forgotten is its last price. */
    private ObviousWindow lastPriced() {
        if (lastClose == null) {
            return null;
        }
        ObviousWindow window = new ObviousWindow();
        window.close = lastClose;
        window.closedBy = lastCloseAt;
        window.standsAtMid = lastCloseIsMid;
        return window;
    }

    /** Drops windows that end at or before an instant. */
    void forgetBefore(long eventTime, long length) {
        while (oldest < nextToClose && oldest + length <= eventTime) {
            windows.remove(oldest);
            oldest += length;
        }
    }
}
