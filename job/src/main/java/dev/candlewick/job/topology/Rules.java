package dev.candlewick.job.topology;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.history.HistoryRules;
import dev.candlewick.functions.quality.HealingRules;
import dev.candlewick.functions.quality.ReconciliationRules;
import dev.candlewick.functions.sentiment.SentimentRules;

/** How bars are built, healed and compared, what history is collected, and what sentiment means. */
public record Rules(
        BarRules bars,
        SentimentRules sentiment,
        HealingRules healing,
        ReconciliationRules reconciliation,
        HistoryRules history) {

    /**
     * @param symbols how many are collected: the exchange is asked the less often for each
     */
    public static Rules of(BarRules bars, SentimentRules sentiment, int symbols) {
        return new Rules(
                bars,
                sentiment,
                HealingRules.of(bars.intervals(), symbols),
                ReconciliationRules.of(bars.intervals(), symbols),
                HistoryRules.NONE);
    }

    public Rules withHistory(HistoryRules other) {
        return new Rules(bars, sentiment, healing, reconciliation, other);
    }
}
