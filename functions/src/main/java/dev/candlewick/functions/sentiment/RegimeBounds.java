package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Regime;
import java.io.Serializable;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The highest value of each regime; what lies above the last is extreme greed.
 *
 * @throws IllegalArgumentException unless they rise from 0 to at most 100; the message names the
 *     settings
 */
public record RegimeBounds(int extremeFear, int fear, int neutral, int greed)
        implements Serializable {

    public static final RegimeBounds DEFAULT = new RegimeBounds(25, 45, 54, 75);

    public RegimeBounds {
        requireValue("sentiment.extreme-fear-until", extremeFear);
        requireValue("sentiment.fear-until", fear);
        requireValue("sentiment.neutral-until", neutral);
        requireValue("sentiment.greed-until", greed);
        int[] bounds = {extremeFear, fear, neutral, greed};
        if (IntStream.range(1, bounds.length).anyMatch(i -> bounds[i] <= bounds[i - 1])) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "sentiment.extreme-fear-until, fear-until, neutral-until and greed-until are"
                                    + " %d, %d, %d and %d; each must be greater than the one"
                                    + " before it",
                            extremeFear,
                            fear,
                            neutral,
                            greed));
        }
    }

    /** The regime of a value from 0 to 100. */
    public Regime regime(int value) {
        if (value <= extremeFear) {
            return Regime.EXTREME_FEAR;
        }
        if (value <= fear) {
            return Regime.FEAR;
        }
        if (value <= neutral) {
            return Regime.NEUTRAL;
        }
        return value <= greed ? Regime.GREED : Regime.EXTREME_GREED;
    }

    private static void requireValue(String setting, int value) {
        if (value < 0 || value > 100) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s is %d; use a whole number from 0 to 100",
                            setting,
                            value));
        }
    }
}
