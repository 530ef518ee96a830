package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.MidPrice;
import java.util.List;

/**
 * Turns the feed events of a symbol, in their order, into its bars of all intervals.
 *
 * <p>Trades must be unique and not older than {@link BarRules#tooLateBefore}. Everything is decided
 * by the events: the same events give the same bars, whatever the wall clock says and however
 * trades are put together into runs. Final bars are not numbered yet.
 */
final class BarBuilder {
    private final BarRules rules;
    private final Segment segment = new Segment();
    private final Emission emission;

    BarBuilder(BarRules rules) {
        this.rules = rules;
        this.emission = new Emission(rules);
    }

    /**
     * Takes in one event.
     *
     * @param now the instant that paces the showing of open windows; nothing else depends on it
     */
    void on(FeedEvent event, long now, SymbolBars state, BarOutput out) {
        emission.begin(event.symbol(), event.receivedAt(), out);
        if (event instanceof FeedEvent.Trades trades) {
            SymbolWindows windows = windows(rules.intervals(), state, emission);
            new RunOfTrades(trades.run(), windows, segment).addTo(state, emission);
        } else {
            onOther(event, state, emission);
        }
        emission.flush();
        showForming(now, state, emission);
    }

    private void onOther(FeedEvent event, SymbolBars state, Emission emission) {
        SymbolWindows windows = windows(rules.intervals(), state, emission);
        windows.advanceTo(event.advance(state.clock), state);
        switch (event.kind()) {
            case COVERED -> state.coverage.startAt(event.eventTime());
            case GAP -> {
                state.coverage.update(event.gap(), rules.tooLateBefore(state.clock));
                windows.each(one -> one.judgeAgain(event.gap().gapStart()));
            }
            case MID -> {
                MidPrice mid = ((FeedEvent.Mid) event).data();
                segment.onlyMid(mid.mid(), event.eventTime());
                windows.each(one -> one.addMid(segment));
                segment.clear();
            }
            case ENDED -> windows.each(WindowSequence::end);
            default -> {
                // Status of the connection: it changes no bar.
            }
        }
    }

    private void showForming(long now, SymbolBars state, Emission emission) {
        if (rules.forming().isDue(now, state.formingAt)) {
            state.formingAt = now;
            windows(rules.forming().intervals(), state, emission).each(WindowSequence::showForming);
        }
    }

    private SymbolWindows windows(
            List<BarInterval> intervals, SymbolBars state, Emission emission) {
        return SymbolWindows.of(intervals, rules, state, emission);
    }
}
