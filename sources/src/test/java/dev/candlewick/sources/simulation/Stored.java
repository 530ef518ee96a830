package dev.candlewick.sources.simulation;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.DataQuality;
import dev.candlewick.functions.model.DeadLetter;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows as the lake holds them, and for bars and gaps the newest of each key. */
final class Stored {

    final List<Trade> trades = new ArrayList<>();
    final List<Trade> late = new ArrayList<>();
    final List<DeadLetter> conflicts = new ArrayList<>();
    final Map<List<Object>, Bar> bars = new HashMap<>();
    final Map<List<Object>, Gap> gaps = new HashMap<>();
    final Map<List<Object>, DataQuality> quality = new HashMap<>();

    Stored() {}

    Stored(Stored other) {
        trades.addAll(other.trades);
        late.addAll(other.late);
        conflicts.addAll(other.conflicts);
        bars.putAll(other.bars);
        gaps.putAll(other.gaps);
        quality.putAll(other.quality);
    }

    void trade(Trade trade) {
        trades.add(trade);
    }

    void tooLate(Trade trade) {
        late.add(trade);
    }

    void conflicting(DeadLetter letter) {
        conflicts.add(letter);
    }

    void gap(Gap gap) {
        gaps.put(List.of(gap.symbol(), gap.gapStart()), gap);
    }

    void quality(DataQuality row) {
        quality.put(List.of(row.symbol(), row.interval()), row);
    }

    /** Revisions of a bar have numbers without a gap. */
    void bar(Bar bar) {
        Bar before = bars.put(List.of(bar.symbol(), bar.interval(), bar.openTime()), bar);
        int expected = before == null ? 0 : before.revision() + 1;
        if (bar.revision() != expected) {
            throw new AssertionError("not numbered " + expected + ": " + bar);
        }
    }
}
