package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.AssetContext;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BestOffers;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Reconciliation;
import dev.candlewick.functions.model.RegimeEpisode;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.Signal;

/** One row on its way into the hot store; exactly one component is not null. */
public record HotRow(
        Bar bar,
        Gap gap,
        Reconciliation reconciliation,
        BestOffers offers,
        AssetContext context,
        Sentiment sentiment,
        RegimeEpisode episode,
        Signal signal) {

    public static HotRow of(Bar bar) {
        return new HotRow(bar, null, null, null, null, null, null, null);
    }

    public static HotRow of(Gap gap) {
        return new HotRow(null, gap, null, null, null, null, null, null);
    }

    public static HotRow of(Reconciliation reconciliation) {
        return new HotRow(null, null, reconciliation, null, null, null, null, null);
    }

    public static HotRow of(BestOffers offers) {
        return new HotRow(null, null, null, offers, null, null, null, null);
    }

    public static HotRow of(AssetContext context) {
        return new HotRow(null, null, null, null, context, null, null, null);
    }

    public static HotRow of(Sentiment sentiment) {
        return new HotRow(null, null, null, null, null, sentiment, null, null);
    }

    public static HotRow of(RegimeEpisode episode) {
        return new HotRow(null, null, null, null, null, null, episode, null);
    }

    public static HotRow of(Signal signal) {
        return new HotRow(null, null, null, null, null, null, null, signal);
    }
}
