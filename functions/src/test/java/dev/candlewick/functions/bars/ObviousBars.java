package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MidPrice;
import dev.candlewick.functions.model.Trade;
import java.util.function.Consumer;

/**
 * Bars as one would first write them: one trade at a time, decimals throughout, a map of windows.
 * Slow and obvious, and what the fast path has to agree with.
 */
final class ObviousBars {
    private final BarRules rules;

    ObviousBars(BarRules rules) {
        this.rules = rules;
    }

    /**
     * Takes in one event.
     *
     * @param now the instant that paces the showing of open windows; nothing else depends on it
     */
    void on(FeedEvent event, long now, ObviousSymbolBars state, Consumer<Bar> bars) {
        advance(event, state, bars);
        switch (event.kind()) {
            case COVERED -> state.coverage.startAt(event.eventTime());
            case GAP -> {
                state.coverage.update(event.gap(), rules.tooLateBefore(state.clock));
                for (BarInterval interval : rules.intervals()) {
                    windows(interval, event, state, bars).judgeAgain(event.gap().gapStart());
                }
            }
            case TRADE -> {
                Trade trade = event.run().trade(0);
                for (BarInterval interval : rules.intervals()) {
                    windows(interval, event, state, bars).add(trade);
                }
            }
            case MID -> {
                MidPrice mid = ((FeedEvent.Mid) event).data();
                for (BarInterval interval : rules.intervals()) {
                    windows(interval, event, state, bars).addMid(mid, event.eventTime());
                }
            }
            case ENDED -> {
                for (BarInterval interval : rules.intervals()) {
                    windows(interval, event, state, bars).end();
                }
            }
            default -> {
                // Status of the connection: it changes no bar.
            }
        }
        showForming(event, now, state, bars);
    }

    private void advance(FeedEvent event, ObviousSymbolBars state, Consumer<Bar> bars) {
        long clock = event.advance(state.clock);
        if (clock == state.clock) {
            return;
        }
        state.clock = clock;
        for (BarInterval interval : rules.intervals()) {
            windows(interval, event, state, bars).close();
        }
        if (!state.coverage.gaps.isEmpty()) {
            state.coverage.forgetBefore(oldestNeeded(state));
        }
    }

    private void showForming(
            FeedEvent event, long now, ObviousSymbolBars state, Consumer<Bar> bars) {
        if (!rules.forming().isDue(now, state.formingAt)) {
            return;
        }
        state.formingAt = now;
        for (BarInterval interval : rules.forming().intervals()) {
            windows(interval, event, state, bars).showForming();
        }
    }

    /** The start of the oldest window that may still be judged whole or not. */
    private long oldestNeeded(ObviousSymbolBars state) {
        return rules.intervals().stream()
                .mapToLong(interval -> interval.openTimeOf(rules.tooLateBefore(state.clock)))
                .min()
                .orElse(Long.MIN_VALUE);
    }

    private ObviousWindowSequence windows(
            BarInterval interval, FeedEvent event, ObviousSymbolBars state, Consumer<Bar> bars) {
        return new ObviousWindowSequence(
                rules,
                interval,
                state,
                new ObviousEmission(event.symbol(), event.receivedAt(), bars));
    }
}
