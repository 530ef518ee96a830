package dev.candlewick.functions.universe;

import dev.candlewick.functions.model.Standing;
import java.io.Serializable;
import java.util.Locale;

/**
 * How much each term counts in a score. Only the ratios matter: a score is the weighted mean.
 *
 * @throws IllegalArgumentException if a weight is negative or all are 0; the message names the
 *     setting
 */
public record ScoreWeights(
        double volume, double openInterest, double spread, double volatility, double quality)
        implements Serializable {

    public static final ScoreWeights DEFAULT = new ScoreWeights(0.4, 0.25, 0.2, 0.15, 0);

    public ScoreWeights {
        require("volume", volume);
        require("open-interest", openInterest);
        require("spread", spread);
        require("volatility", volatility);
        require("quality", quality);
        if (volume + openInterest + spread + volatility + quality <= 0) {
            throw new IllegalArgumentException(
                    "universe.weights are all 0; give at least one term a positive weight");
        }
    }

    double scoreOf(Standing.Terms terms) {
        double sum =
                volume * terms.volume()
                        + openInterest * terms.openInterest()
                        + spread * terms.spread()
                        + volatility * terms.volatility()
                        + quality * terms.quality();
        return sum / (volume + openInterest + spread + volatility + quality);
    }

    private static void require(String term, double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "universe.weights.%s is %s; use a number of 0 or more",
                            term,
                            weight));
        }
    }
}
