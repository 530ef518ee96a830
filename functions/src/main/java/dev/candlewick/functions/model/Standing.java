package dev.candlewick.functions.model;

import java.io.Serializable;

/**
 * How one decision about the universe judged one asset.
 *
 * @param chosenAt when the decision was made
 * @param rank 1 for the best score; null if the asset cannot be ranked
 * @param score from 0 to 1; null if the asset cannot be ranked
 * @param figures null if the exchange sent none
 * @param terms null if the asset cannot be ranked
 * @param included whether it is collected from then on
 * @param reason why it is or is not, as in the data dictionary
 * @param settingsVersion of the settings that the decision followed
 */
public record Standing(
        long chosenAt,
        String symbol,
        Market market,
        Integer rank,
        Double score,
        Figures figures,
        Terms terms,
        boolean included,
        String reason,
        long settingsVersion)
        implements MarketData, Serializable {

    /**
     * The exchange's figures that the score is made of.
     *
     * @param observedAt when they were received
     * @param dayNotionalVolume in USD
     * @param openInterest in base units; null on a market without positions
     * @param openInterestNotional in USD, at the mark price
     * @param spreadBps between the impact prices; null if a side is missing
     * @param volatility the absolute log return since the price of a day ago; null if that price is
     *     unknown
     */
    public record Figures(
            long observedAt,
            Double dayNotionalVolume,
            Double openInterest,
            Double openInterestNotional,
            Double spreadBps,
            Double volatility)
            implements Serializable {}

    /** The parts of a score, each from 0 to 1. */
    public record Terms(
            double volume, double openInterest, double spread, double volatility, double quality)
            implements Serializable {}
}
