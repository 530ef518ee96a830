package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Trade;
import java.util.function.Consumer;

/** The windows of one symbol and interval while one feed event is applied to them. */
final class ObviousWindowSequence {
    private final BarRules rules;
    private final BarInterval interval;
    private final long clock;
    private final CoverageMap coverage;
    private final ObviousIntervalWindows state;
    private final ObviousEmission emission;

    ObviousWindowSequence(
            BarRules rules,
            BarInterval interval,
            ObviousSymbolBars symbol,
            ObviousEmission emission) {
        this.rules = rules;
        this.interval = interval;
        this.clock = symbol.clock;
        this.coverage = symbol.coverage;
        this.state = symbol.of(interval);
        this.emission = emission;
    }

    /** Puts a trade into its window; a window that has closed is corrected at once. */
    void add(Trade trade) {
        add(trade.tradeTime(), window -> window.add(trade));
    }

    /** Puts a mid price into its window. */
    void addMid(MidPrice mid, long time) {
        add(time, window -> window.addMid(mid.mid(), time));
    }

    private void add(long time, Consumer<ObviousWindow> change) {
        long openTime = interval.openTimeOf(time);
        boolean corrects = state.hasStarted() && openTime < state.nextToClose && isClosed(openTime);
        ObviousWindow window = state.at(openTime);
        change.accept(window);
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
            close(state.nextToClose);
            state.nextToClose += interval.micros();
        }
        state.forgetBefore(rules.tooLateBefore(clock), interval.micros());
    }

    /** Ends the open windows as they are: what traded in them is all that will be known. */
    void end() {
        while (state.hasStarted() && state.nextToClose <= clock) {
            ObviousWindow window = state.windows.get(state.nextToClose);
            if (window != null) {
                emitFinal(state.nextToClose, window, Coverage.PARTIAL);
            }
            state.nextToClose += interval.micros();
        }
    }

    /** Emits the open windows as they stand. */
    void showForming() {
        if (!state.hasStarted()) {
            return;
        }
        ObviousWindow before = priceBefore(state.nextToClose);
        for (long open = state.nextToClose; open <= clock; open += interval.micros()) {
            ObviousWindow window = state.windows.get(open);
            if (window == null && before != null) {
                window = before.quietAfter();
            }
            if (window != null && (window.hasPrices() || isWhole(open))) {
                emission.bars().accept(bar(open, window, coverageOf(open, window), false));
            }
            before = window;
        }
    }

    private void close(long openTime) {
        ObviousWindow window = state.windows.get(openTime);
        if (window != null) {
            state.carryClose(openTime, window);
        } else if (isWhole(openTime)) {
            window = quietWindow(openTime);
        }
        if (window != null) {
            emitFinal(openTime, window, coverageOf(openTime, window));
        }
    }

    /**
     * More has become known of a gap: emits again what is judged otherwise than before, and quiet
     * windows that were held back. What has been forgotten stays as it was.
     */
    void judgeAgain(long gapStart) {
        long first = Math.max(state.oldest, interval.openTimeOf(gapStart));
        for (long open = first; open < state.nextToClose; open += interval.micros()) {
            ObviousWindow window = state.windows.get(open);
            if (window == null && isWhole(open)) {
                window = quietWindow(open);
            }
            if (window != null && window.coverage != coverageOf(open, window)) {
                emitFinal(open, window, coverageOf(open, window));
            }
        }
    }

    /** A window in which nothing traded; null if the price before it is not known. */
    private ObviousWindow quietWindow(long openTime) {
        ObviousWindow before = priceBefore(openTime);
        if (before == null) {
            return null;
        }
        ObviousWindow window = before.quietAfter();
        state.windows.put(openTime, window);
        return window;
    }

    /** Where the last price before a window comes from; null if it is not known to hold there. */
    private ObviousWindow priceBefore(long openTime) {
        ObviousWindow before = state.lastPricedBefore(openTime, interval.micros());
        boolean holds =
                before != null
                        && coverage.holdsPrice(before.closedBy, openTime + interval.micros());
        return holds ? before : null;
    }

    private void correctQuietAfter(long openTime, ObviousWindow corrected) {
        state.carryClose(openTime, corrected);
        long next = openTime + interval.micros();
        for (; next < state.nextToClose; next += interval.micros()) {
            ObviousWindow window = state.windows.get(next);
            if (window != null && window.hasPrices()) {
                return;
            }
            boolean holds = coverage.holdsPrice(corrected.closedBy, next + interval.micros());
            if (window == null && isWhole(next) && holds) {
                window = corrected.quietAfter();
                state.windows.put(next, window);
                emitFinal(next, window, coverageOf(next, window));
            } else if (window != null && !window.standsAt(corrected)) {
                window.standAt(corrected);
                emitFinal(next, window, coverageOf(next, window));
            }
        }
    }

    private boolean isClosed(long openTime) {
        return openTime + interval.micros() <= rules.closedUntil(clock);
    }

    private boolean isWhole(long openTime) {
        return coverage.isWhole(openTime, openTime + interval.micros());
    }

    private Coverage coverageOf(long openTime, ObviousWindow window) {
        boolean hasTradesOfAPart = window.hasTraded() && window.hasMids;
        if (!isWhole(openTime) || hasTradesOfAPart) {
            return Coverage.PARTIAL;
        }
        return window.hasPrices() ? Coverage.COMPLETE : Coverage.QUIET;
    }

    private void emitFinal(long openTime, ObviousWindow window, Coverage judged) {
        window.coverage = judged;
        emission.bars().accept(bar(openTime, window, judged, true));
    }

    private Bar bar(long openTime, ObviousWindow window, Coverage judged, boolean isFinal) {
        return new Bar(
                emission.symbol(),
                interval,
                openTime,
                window.open,
                window.high,
                window.low,
                window.close,
                window.volume,
                window.quoteVolume,
                window.tradeCount,
                window.buyVolume,
                window.sellVolume,
                isFinal,
                0,
                window.priceSource(),
                judged,
                rules.origin(),
                rules.runId(),
                emission.emittedAt());
    }
}
