package dev.candlewick.functions.bars;

/**
 * The windows of one symbol and interval: the open ones, and closed ones while a late trade may
 * still correct them. Mutable keyed state.
 *
 * <p>Windows in which nothing traded are one object as long as nothing changes; it is replaced,
 * never changed.
 */
public class IntervalWindows {
    /** Set before anything traded. */
    public static final long NONE = Long.MAX_VALUE;

    private static final int SMALLEST = 8;

    /**
     * A ring: a window has its place by its open time, and what is kept is never longer. Its length
     * is a power of two.
     */
    public Window[] places = new Window[SMALLEST];

    /** The first window that has not closed. */
    public long nextToClose = NONE;

    /** The oldest window that is still kept. */
    public long oldest = NONE;

    /** The newest window that was ever kept. */
    public long newest = Long.MIN_VALUE;

    /** The newest closed window that has prices of its own; null before. */
    public Window lastPriced;

    /** Its open time. */
    public long lastPricedOf = Long.MIN_VALUE;

    boolean hasStarted() {
        return nextToClose != NONE;
    }

    /** The window of that open time; null if none is kept. */
    Window get(long openTime, long length) {
        return openTime < oldest || openTime > newest ? null : places[place(openTime, length)];
    }

    /** The window of that open time, to be changed; a new one if there is none with prices. */
    Window at(long openTime, long length) {
        Window window = get(openTime, length);
        if (window == null || !window.hasPrices()) {
            window = new Window();
            put(openTime, window, length);
        }
        return window;
    }

    void put(long openTime, Window window, long length) {
        long first = Math.min(oldest, openTime);
        long last = Math.max(newest, openTime);
        if ((last - first) / length >= places.length) {
            grow(first, last, length);
        }
        oldest = first;
        newest = last;
        places[place(openTime, length)] = window;
    }

    /** How many places in a row, up to the one of an instant, are of no window that is kept. */
    int freePlaces(long openTime, long end, long length) {
        if (openTime > newest) {
            return (int) Math.max(0, (end - openTime) / length);
        }
        long open = openTime;
        while (open < end && get(open, length) == null) {
            open += length;
        }
        return (int) ((open - openTime) / length);
    }

    /**
     * Puts the same window into consecutive places, passes over them, and keeps no more of them
     * than end after an instant.
     */
    void putAll(long openTime, int count, Window window, long length, long keptAfter) {
        nextToClose = openTime + count * length;
        forgetBefore(keptAfter, length);
        for (long open = Math.max(openTime, oldest); open < nextToClose; open += length) {
            put(open, window, length);
        }
    }

    private void grow(long first, long last, long length) {
        int size = places.length;
        while ((last - first) / length >= size) {
            size *= 2;
        }
        Window[] former = places;
        places = new Window[size];
        for (long open = oldest; open <= newest && oldest != NONE; open += length) {
            int from = (int) (open / length) & (former.length - 1);
            places[place(open, length)] = former[from];
        }
    }

    private int place(long openTime, long length) {
        return (int) (openTime / length) & (places.length - 1);
    }

    /** Remembers the window whose price later windows without a trade stay at. */
    void carryClose(long openTime, Window window) {
        if (openTime >= lastPricedOf) {
            lastPriced = window;
            lastPricedOf = openTime;
        }
    }

    /** The newest window before an open time that has prices; null if that is not known. */
    Window lastPricedBefore(long openTime, long length) {
        if (lastPricedOf < openTime) {
            return lastPriced;
        }
        for (long open = openTime - length; open >= oldest; open -= length) {
            Window window = get(open, length);
            if (window != null && window.hasPrices()) {
                return window;
            }
        }
        return null;
    }

    /** Drops windows that end at or before an instant. */
    void forgetBefore(long eventTime, long length) {
        if (eventTime <= oldest) {
            return;
        }
        long kept = Math.min(nextToClose, Math.floorDiv(eventTime, length) * length);
        while (oldest < kept && oldest <= newest) {
            places[place(oldest, length)] = null;
            oldest += length;
        }
        oldest = Math.max(oldest, kept);
    }
}
