package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.SelectionPressure;
import dev.candlewick.functions.model.SentimentSignal;
import dev.candlewick.functions.model.Trend;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * What a sentiment value means. Values are whole numbers from 0 to 100.
 *
 * <p>Every ratio is one division of whole numbers, so it is the nearest double to the exact result.
 *
 * @param pressures of every regime
 * @param trendThreshold a change up to this is no trend
 * @param trendScale the change at which a trend is as strong as can be
 * @param volatilityReadings how many readings, the newest included, volatility looks at: readings,
 *     not days, since the provider left some days out
 * @param maxAge a reading older than this at the close of a bar says nothing about it
 * @throws IllegalArgumentException if a number is out of its range; the message names the setting
 */
public record SentimentRules(
        RegimeBounds bounds,
        Map<Regime, SelectionPressure> pressures,
        int trendThreshold,
        int trendScale,
        int volatilityReadings,
        Duration maxAge)
        implements Serializable {

    public static final Map<Regime, SelectionPressure> DEFAULT_PRESSURES =
            Map.of(
                    Regime.EXTREME_FEAR, new SelectionPressure(0.8, 0.2, 0.7, 0.6, 0.7),
                    Regime.FEAR, new SelectionPressure(0.6, 0.4, 0.5, 0.5, 0.5),
                    Regime.NEUTRAL, new SelectionPressure(0, 0, 0.5, 0.5, 0.5),
                    Regime.GREED, new SelectionPressure(0.6, 0.4, 0.5, 0.5, 0.5),
                    Regime.EXTREME_GREED, new SelectionPressure(0.8, 0.2, 0.3, 0.4, 0.3));

    public static final SentimentRules DEFAULT =
            new SentimentRules(
                    RegimeBounds.DEFAULT, DEFAULT_PRESSURES, 2, 50, 7, Duration.ofDays(3));

    public SentimentRules {
        pressures = Map.copyOf(pressures);
        for (Regime regime : Regime.values()) {
            requirePressure(regime, pressures.get(regime));
        }
        requireRange("sentiment.trend-threshold", trendThreshold, 0, 100);
        requireRange("sentiment.trend-scale", trendScale, 1, 100);
        requireRange("sentiment.volatility-readings", volatilityReadings, 2, 365);
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException(
                    "sentiment.max-age is %s; use a positive duration such as 3 d"
                            .formatted(maxAge));
        }
    }

    public SentimentRules withMaxAge(Duration age) {
        return new SentimentRules(
                bounds, pressures, trendThreshold, trendScale, volatilityReadings, age);
    }

    public Regime regime(int value) {
        return bounds.regime(value);
    }

    public SentimentSignal signal(Regime regime) {
        return switch (regime) {
            case EXTREME_FEAR -> SentimentSignal.STRONG_BUY;
            case FEAR -> SentimentSignal.WEAK_BUY;
            case NEUTRAL -> SentimentSignal.HOLD;
            case GREED -> SentimentSignal.WEAK_SELL;
            case EXTREME_GREED -> SentimentSignal.STRONG_SELL;
        };
    }

    public SelectionPressure pressure(Regime regime) {
        return pressures.get(regime);
    }

    /** How far a value is into its extreme: 0 where the extreme begins, 1 at 0 and at 100. */
    public double contrarianStrength(int value) {
        int fear = bounds.extremeFear();
        int greed = bounds.greed();
        if (value < fear) {
            return (fear - value) / (double) fear;
        }
        return value > greed ? (value - greed) / (double) (100 - greed) : 0;
    }

    /** The trend against the reading before; stable when there is none. */
    public Trend trend(Integer previousValue, int value) {
        int change = change(previousValue, value);
        if (Math.abs(change) <= trendThreshold) {
            return Trend.STABLE;
        }
        return change > 0 ? Trend.UP : Trend.DOWN;
    }

    /** From 0 to 1. */
    public double trendStrength(Integer previousValue, int value) {
        return Math.min(Math.abs(change(previousValue, value)) / (double) trendScale, 1);
    }

    /** The population standard deviation of at least one value, by 100. */
    public double volatility(List<Integer> values) {
        int count = values.size();
        long sum = 0;
        long squares = 0;
        for (int value : values) {
            sum += value;
            squares += (long) value * value;
        }
        return Math.sqrt((double) (count * squares - sum * sum)) / (100.0 * count);
    }

    /** Whether a reading says nothing any more about a bar that closes at an instant. */
    public boolean isTooOld(long readingDate, long closeTime) {
        return closeTime - readingDate > maxAge.toMillis() * 1_000;
    }

    private static int change(Integer previousValue, int value) {
        return previousValue == null ? 0 : value - previousValue;
    }

    private static void requirePressure(Regime regime, SelectionPressure pressure) {
        if (pressure == null) {
            throw new IllegalArgumentException(
                    "sentiment.pressure has nothing for %s; give five numbers from 0 to 1"
                            .formatted(regime.label()));
        }
        boolean inRange =
                DoubleStream.of(
                                pressure.contrarianBias(),
                                pressure.momentumBias(),
                                pressure.volatilityTolerance(),
                                pressure.positionSizing(),
                                pressure.holdingPeriod())
                        .allMatch(number -> number >= 0 && number <= 1);
        if (!inRange) {
            throw new IllegalArgumentException(
                    "sentiment.pressure of %s is %s; use numbers from 0 to 1"
                            .formatted(regime.label(), pressure));
        }
    }

    private static void requireRange(String setting, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%s is %d; use a whole number from %d to %d",
                            setting,
                            value,
                            min,
                            max));
        }
    }
}
