package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Trade;
import java.math.BigDecimal;

/** The windows of one symbol and interval while one feed event is applied to them. */
final class WindowSequence {
    private final BarRules rules;
    private final BarInterval interval;
    private final long clock;
    private final CoverageMap coverage;
    private final IntervalWindows state;
    private final Emission emission;

    WindowSequence(BarRules rules, BarInterval interval, SymbolBars symbol, Emission emission) {
        this.rules = rules;
        this.interval = interval;
        this.clock = symbol.clock;
        this.coverage = symbol.coverage;
        this.state = symbol.of(interval);
        this.emission = emission;
    }

    /** Puts a trade into its window; a window that has closed is corrected at once. */
    void add(Trade trade) {
        long openTime = interval.openTimeOf(trade.tradeTime());
        boolean corrects = state.hasStarted() && openTime < state.nextToClose && isClosed(openTime);
        Window window = state.add(openTime, trade);
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
            Window window = state.windows.get(state.nextToClose);
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
        BigDecimal price = state.lastClose;
        for (long open = state.nextToClose; open <= clock; open += interval.micros()) {
            Window window = state.windows.getOrDefault(open, Window.flat(price));
            price = window.close;
            if (price != null && (window.hasTraded() || isWhole(open))) {
                emission.bars().accept(bar(open, window, coverageOf(open, window), false));
            }
        }
    }

    private void close(long openTime) {
        Window window = state.windows.get(openTime);
        if (window != null) {
            state.carryClose(openTime, window);
        } else if (isWhole(openTime) && state.lastClose != null) {
            window = Window.flat(state.lastClose);
            state.windows.put(openTime, window);
        } else {
            return;
        }
        emitFinal(openTime, window, coverageOf(openTime, window));
    }

    private void correctQuietAfter(long openTime, Window corrected) {
        state.carryClose(openTime, corrected);
        long next = openTime + interval.micros();
        for (; next < state.nextToClose; next += interval.micros()) {
            Window window = state.windows.get(next);
            if (window != null && window.hasTraded()) {
                return;
            }
            if (window != null && window.close.compareTo(corrected.close) != 0) {
                window.setPrice(corrected.close);
                emitFinal(next, window, Coverage.QUIET);
            }
        }
    }

    private boolean isClosed(long openTime) {
        return openTime + interval.micros() <= rules.closedUntil(clock);
    }

    private boolean isWhole(long openTime) {
        return coverage.isWhole(openTime, openTime + interval.micros());
    }

    private Coverage coverageOf(long openTime, Window window) {
        if (!isWhole(openTime)) {
            return Coverage.PARTIAL;
        }
        return window.hasTraded() ? Coverage.COMPLETE : Coverage.QUIET;
    }

    private void emitFinal(long openTime, Window window, Coverage coverage) {
        window.nextRevision(rules.runId());
        emission.bars().accept(bar(openTime, window, coverage, true));
    }

    private Bar bar(long openTime, Window window, Coverage coverage, boolean isFinal) {
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
                isFinal ? window.revision : 0,
                PriceSource.TRADE,
                coverage,
                rules.origin(),
                rules.runId(),
                emission.emittedAt());
    }
}
