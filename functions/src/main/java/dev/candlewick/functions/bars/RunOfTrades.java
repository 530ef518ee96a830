package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.TradeRun;

/**
 * A run of trades on its way into the windows of its symbol. Event time moves with each trade, so
 * that windows close within a run; trades between which nothing closes, and which share the windows
 * of every interval, are summed up first.
 */
final class RunOfTrades {
    private final TradeRun run;
    private final SymbolWindows windows;
    private final Segment segment;

    /** What the trades of the segment have in common. */
    private long from;

    private long to;

    /** The clock up to which the trades of the segment change nothing else. */
    private long changesAt;

    RunOfTrades(TradeRun run, SymbolWindows windows, Segment segment) {
        this.run = run;
        this.windows = windows;
        this.segment = segment;
    }

    void addTo(SymbolBars state, Emission emission) {
        state.meet(run.prices(), run.sizes());
        segment.clear();
        segment.of(run, state);
        changesAt = windows.changesAt();
        for (int i = 0; i < run.length(); i++) {
            add(i, state, emission);
        }
        flush();
    }

    private void add(int i, SymbolBars state, Emission emission) {
        long time = run.tradeTime(i);
        long clock = Math.max(state.clock, time);
        boolean isWhole = segment.takes(i);
        if (!segment.isEmpty() && (time < from || time >= to || clock >= changesAt || !isWhole)) {
            flush();
        }
        emission.emittedAt = run.receivedAt(i);
        if (clock >= changesAt) {
            windows.advanceTo(clock, state);
            changesAt = windows.changesAt();
        }
        state.clock = clock;
        if (segment.isEmpty() && (!isWhole || windows.isAnyClosedAt(time))) {
            addAlone(i, isWhole);
            return;
        }
        if (segment.isEmpty()) {
            from = windows.startOf(time);
            to = windows.endOf(time);
        }
        segment.add(run, i);
    }

    /** A trade that comes late, or has too many digits. */
    private void addAlone(int i, boolean isWhole) {
        if (isWhole) {
            segment.add(run, i);
        } else {
            segment.only(run.trade(i));
        }
        windows.addOne(segment);
        segment.clear();
        changesAt = windows.changesAt();
    }

    private void flush() {
        if (!segment.isEmpty()) {
            windows.addToOpen(segment);
            segment.clear();
            changesAt = windows.changesAt();
        }
    }
}
