package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * Turns the feed events of a symbol, in their order, into its bars of all intervals.
 *
 * <p>Trades must be unique and not older than {@link BarRules#tooLateBefore}. Everything is decided
 * by the events: the same events give the same bars, whatever the wall clock says. Final bars are
 * not numbered yet.
 */
final class BarBuilder {
    private final BarRules rules;

    BarBuilder(BarRules rules) {
        this.rules = rules;
    }

    void on(FeedEvent event, SymbolBars state, Consumer<Bar> bars) {
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
                for (BarInterval interval : rules.intervals()) {
                    windows(interval, event, state, bars).add(event.trade());
                }
            }
            case MID -> {
                for (BarInterval interval : rules.intervals()) {
                    windows(interval, event, state, bars)
                            .addMid(event.data().mid(), event.eventTime());
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
        showForming(event, state, bars);
    }

    private void advance(FeedEvent event, SymbolBars state, Consumer<Bar> bars) {
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

    private void showForming(FeedEvent event, SymbolBars state, Consumer<Bar> bars) {
        List<BarInterval> intervals = rules.formingIntervals();
        if (intervals.isEmpty() || event.receivedAt() < dueAt(state)) {
            return;
        }
        state.formingAt = event.receivedAt();
        for (BarInterval interval : intervals) {
            windows(interval, event, state, bars).showForming();
        }
    }

    private long dueAt(SymbolBars state) {
        return state.formingAt == Long.MIN_VALUE
                ? Long.MIN_VALUE
                : state.formingAt + rules.formingEvery().toMillis() * 1_000;
    }

    /** The start of the oldest window that may still be judged whole or not. */
    private long oldestNeeded(SymbolBars state) {
        return rules.intervals().stream()
                .mapToLong(interval -> interval.openTimeOf(rules.tooLateBefore(state.clock)))
                .min()
                .orElse(Long.MIN_VALUE);
    }

    private WindowSequence windows(
            BarInterval interval, FeedEvent event, SymbolBars state, Consumer<Bar> bars) {
        return new WindowSequence(
                rules, interval, state, new Emission(event.symbol(), event.receivedAt(), bars));
    }
}
