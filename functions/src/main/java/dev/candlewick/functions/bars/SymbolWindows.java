package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.BarInterval;
import java.util.List;
import java.util.function.Consumer;

/** The windows of several intervals of a symbol while one feed event is applied to them. */
final class SymbolWindows {
    private final BarRules rules;
    private final WindowSequence[] sequences;

    private SymbolWindows(BarRules rules, WindowSequence[] sequences) {
        this.rules = rules;
        this.sequences = sequences;
    }

    static SymbolWindows of(
            List<BarInterval> intervals, BarRules rules, SymbolBars state, Emission emission) {
        WindowSequence[] sequences = new WindowSequence[intervals.size()];
        for (int i = 0; i < sequences.length; i++) {
            sequences[i] = new WindowSequence(rules, intervals.get(i), state, emission);
        }
        return new SymbolWindows(rules, sequences);
    }

    void each(Consumer<WindowSequence> action) {
        for (WindowSequence sequence : sequences) {
            action.accept(sequence);
        }
    }

    /** Moves the clock, closes what it has passed, and forgets what nothing needs any more. */
    void advanceTo(long clock, SymbolBars state) {
        if (clock == state.clock) {
            return;
        }
        state.clock = clock;
        for (WindowSequence sequence : sequences) {
            sequence.close();
        }
        if (!state.coverage.gaps.isEmpty()) {
            state.coverage.forgetBefore(oldestNeeded(clock));
        }
    }

    /** The start of the oldest window that may still be judged whole or not. */
    private long oldestNeeded(long clock) {
        long tooLate = rules.tooLateBefore(clock);
        long oldest = tooLate;
        for (WindowSequence sequence : sequences) {
            oldest = Math.min(oldest, sequence.openTimeOf(tooLate));
        }
        return oldest;
    }

    /** The clock up to which nothing closes and nothing is forgotten, exclusive. */
    long changesAt() {
        long clock = Long.MAX_VALUE;
        for (WindowSequence sequence : sequences) {
            clock = Math.min(clock, sequence.changesAt());
        }
        return clock;
    }

    /** Whether any window that holds an instant has closed. */
    boolean isAnyClosedAt(long time) {
        for (WindowSequence sequence : sequences) {
            if (sequence.isClosedAt(time)) {
                return true;
            }
        }
        return false;
    }

    /** The latest start of the windows that hold an instant. */
    long startOf(long time) {
        long start = Long.MIN_VALUE;
        for (WindowSequence sequence : sequences) {
            start = Math.max(start, sequence.openTimeOf(time));
        }
        return start;
    }

    /** The earliest end of the windows that hold an instant. */
    long endOf(long time) {
        long end = Long.MAX_VALUE;
        for (WindowSequence sequence : sequences) {
            end = Math.min(end, sequence.closeTimeOf(time));
        }
        return end;
    }

    void addToOpen(Segment segment) {
        for (WindowSequence sequence : sequences) {
            sequence.addToOpen(segment);
        }
    }

    void addOne(Segment trade) {
        for (WindowSequence sequence : sequences) {
            sequence.addOne(trade);
        }
    }
}
