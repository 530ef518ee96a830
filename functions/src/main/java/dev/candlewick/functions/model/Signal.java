package dev.candlewick.functions.model;

import java.math.BigDecimal;

/**
 * A final bar beside the sentiment reading that was known at its close. Its key is that of the bar;
 * priceSource, coverage, runId and revision are the bar's own, so that the newest row of a key is
 * the one of the newest bar.
 *
 * @param readingDate null, like all that follows from the reading, when none was known at the close
 *     or the newest was too old
 * @param emittedAt when the bar was, by the clock of its feed
 * @param settingsVersion of the settings by which the reading was judged
 */
public record Signal(
        String symbol,
        BarInterval interval,
        long openTime,
        BigDecimal close,
        Long readingDate,
        Integer value,
        Regime regime,
        SentimentSignal signal,
        Double contrarianStrength,
        int revision,
        String runId,
        long emittedAt,
        PriceSource priceSource,
        Coverage coverage,
        long settingsVersion) {}
