package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;

/** The windows of one symbol and interval while one feed event is applied to them. */
final class WindowSequence {
    private final BarRules rules;
    private final BarInterval interval;
    private final long length;

    /** How far the clock is past the start of a window when it closes, and when it is forgotten. */
    private final long closesAfter;

    private final long forgottenAfter;
    private final SymbolBars symbol;
    private final CoverageMap coverage;
    private final IntervalWindows state;
    private final Emission emission;

    WindowSequence(BarRules rules, BarInterval interval, SymbolBars symbol, Emission emission) {
        this.rules = rules;
        this.interval = interval;
        this.length = interval.micros();
        this.closesAfter = rules.closingClock(length);
        this.forgottenAfter = rules.forgettingClock(length);
        this.symbol = symbol;
        this.coverage = symbol.coverage;
        this.state = symbol.of(interval);
        this.emission = emission;
    }

    long openTimeOf(long time) {
        return interval.openTimeOf(time);
    }

    long closeTimeOf(long time) {
        return interval.openTimeOf(time) + length;
    }

    /** Whether event time has passed the window that holds an instant. */
    boolean isClosedAt(long time) {
        return isClosed(interval.openTimeOf(time));
    }

    /**
     * The clock up to which nothing closes and nothing is forgotten, exclusive.
     *
     * @return {@link Long#MAX_VALUE} before anything traded
     */
    long changesAt() {
        if (!state.hasStarted()) {
            return Long.MAX_VALUE;
        }
        long closes = state.nextToClose + closesAfter;
        return state.oldest < state.nextToClose
                ? Math.min(closes, state.oldest + forgottenAfter)
                : closes;
    }

    /** Adds trades to the window that holds them, which has not closed. */
    void addToOpen(Segment segment) {
        long openTime = interval.openTimeOf(segment.openedBy);
        state.at(openTime, length).add(segment);
        state.nextToClose = Math.min(state.nextToClose, openTime);
    }

    /** Puts one trade into its window; a window that has closed is corrected at once. */
    void addOne(Segment trade) {
        long openTime = interval.openTimeOf(trade.openedBy);
        boolean corrects = corrects(openTime);
        Window window = state.at(openTime, length);
        window.add(trade);
        changed(openTime, window, corrects);
    }

    /** Puts a mid price into its window. */
    void addMid(Segment mid) {
        long openTime = interval.openTimeOf(mid.openedBy);
        boolean corrects = corrects(openTime);
        Window window = state.at(openTime, length);
        window.addMid(mid);
        changed(openTime, window, corrects);
    }

    private boolean corrects(long openTime) {
        return state.hasStarted() && openTime < state.nextToClose && isClosed(openTime);
    }

    private void changed(long openTime, Window window, boolean corrects) {
        if (corrects) {
            emitFinal(openTime, window, coverageOf(openTime, window));
            correctQuietAfter(openTime, window);
        } else {
            state.nextToClose = Math.min(state.nextToClose, openTime);
            close();
        }
    }

    /** Closes every window that event time has passed, in order. */
    void close() {
        while (state.hasStarted() && isClosed(state.nextToClose)) {
            boolean isQuiet = close(state.nextToClose);
            state.nextToClose += length;
            if (isQuiet && coverage.gaps.isEmpty()) {
                goOnQuietly();
            }
        }
        state.forgetBefore(rules.tooLateBefore(symbol.clock), length);
    }

    /** Closes, all at once, the windows after a quiet one in which nothing traded either. */
    private void goOnQuietly() {
        long open = state.nextToClose;
        long end = interval.openTimeOf(rules.closedUntil(symbol.clock));
        int count = state.freePlaces(open, end, length);
        if (count > 0) {
            Window quiet = state.get(open - length, length);
            state.putAll(open, count, quiet, length, rules.tooLateBefore(symbol.clock));
            emission.closed(interval, open, count, quiet, Coverage.QUIET);
        }
    }

    /** Ends the open windows as they are: what traded in them is all that will be known. */
    void end() {
        while (state.hasStarted() && state.nextToClose <= symbol.clock) {
            Window window = state.get(state.nextToClose, length);
            if (window != null) {
                emitFinal(state.nextToClose, window, Coverage.PARTIAL);
            }
            state.nextToClose += length;
        }
    }

    /** Emits the open windows as they stand. */
    void showForming() {
        if (!state.hasStarted()) {
            return;
        }
        Window before = priceBefore(state.nextToClose);
        for (long open = state.nextToClose; open <= symbol.clock; open += length) {
            Window window = state.get(open, length);
            if (window == null && before != null) {
                window = before.quietAfter();
            }
            if (window != null && (window.hasPrices() || isWhole(open))) {
                emission.forming(interval, open, window, coverageOf(open, window));
            }
            before = window;
        }
    }

    /** Returns whether nothing traded in it, and that is known. */
    private boolean close(long openTime) {
        Window window = state.get(openTime, length);
        boolean isQuiet = window == null;
        if (window != null) {
            state.carryClose(openTime, window);
        } else if (isWhole(openTime)) {
            window = quietWindow(openTime);
        }
        if (window != null) {
            emitFinal(openTime, window, coverageOf(openTime, window));
        }
        return isQuiet && window != null;
    }

    /**
     * More has become known of a gap: emits again what is judged otherwise than before, and quiet
     * windows that were held back. What has been forgotten stays as it was.
     */
    void judgeAgain(long gapStart) {
        long first = Math.max(state.oldest, interval.openTimeOf(gapStart));
        for (long open = first; open < state.nextToClose; open += length) {
            Window window = state.get(open, length);
            boolean heldBack = window == null && isWhole(open);
            if (heldBack) {
                window = quietWindow(open);
            }
            if (window != null && (heldBack || window.coverage != coverageOf(open, window))) {
                emitFinal(open, window, coverageOf(open, window));
            }
        }
    }

    /** A window in which nothing traded; null if the price before it is not known. */
    private Window quietWindow(long openTime) {
        Window before = priceBefore(openTime);
        if (before == null) {
            return null;
        }
        Window last = state.get(openTime - length, length);
        boolean goesOn = last != null && !last.hasPrices() && last.standsAt(before);
        Window window = goesOn ? last : before.quietAfter();
        state.put(openTime, window, length);
        return window;
    }

    /** Where the last price before a window comes from; null if it is not known to hold there. */
    private Window priceBefore(long openTime) {
        Window before = state.lastPricedBefore(openTime, length);
        boolean holds = before != null && coverage.holdsPrice(before.closedBy, openTime + length);
        return holds ? before : null;
    }

    private void correctQuietAfter(long openTime, Window corrected) {
        state.carryClose(openTime, corrected);
        for (long next = openTime + length; next < state.nextToClose; next += length) {
            Window window = state.get(next, length);
            if (window != null && window.hasPrices()) {
                return;
            }
            if (window == null ? isQuietAfter(next, corrected) : !window.standsAt(corrected)) {
                Window moved = corrected.quietAfter();
                state.put(next, moved, length);
                emitFinal(next, moved, coverageOf(next, moved));
            }
        }
    }

    /** Held back as long as no price was known: a gap ended there, and only now its trade came. */
    private boolean isQuietAfter(long openTime, Window corrected) {
        return isWhole(openTime) && coverage.holdsPrice(corrected.closedBy, openTime + length);
    }

    private boolean isClosed(long openTime) {
        return openTime + closesAfter <= symbol.clock;
    }

    private boolean isWhole(long openTime) {
        return coverage.isWhole(openTime, openTime + length);
    }

    private Coverage coverageOf(long openTime, Window window) {
        boolean hasTradesOfAPart = window.hasTraded() && window.hasMids;
        if (!isWhole(openTime) || hasTradesOfAPart) {
            return Coverage.PARTIAL;
        }
        return window.hasPrices() ? Coverage.COMPLETE : Coverage.QUIET;
    }

    /** Quiet windows may be one object, and then only together say the same. */
    private void emitFinal(long openTime, Window window, Coverage judged) {
        Window own = window;
        if (!window.hasPrices() && window.coverage != null && window.coverage != judged) {
            own = window.quietAfter();
            state.put(openTime, own, length);
        }
        own.coverage = judged;
        emission.closed(interval, openTime, 1, own, judged);
    }
}
