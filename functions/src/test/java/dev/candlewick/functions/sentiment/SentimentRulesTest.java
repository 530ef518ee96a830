package dev.candlewick.functions.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.candlewick.functions.model.Regime;
import dev.candlewick.functions.model.SelectionPressure;
import dev.candlewick.functions.model.Trend;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentRulesTest {
    private final SentimentRules rules = SentimentRules.DEFAULT;

    @ParameterizedTest
    @CsvFileSource(resources = "values.csv", numLinesToSkip = 1)
    void saysOfEachValueWhatTheTableSays(int value, String regime, String signal, double strength) {
        Regime actual = rules.regime(value);

        assertThat(actual.label()).isEqualTo(regime);
        assertThat(rules.signal(actual).label()).isEqualTo(signal);
        assertThat(rules.contrarianStrength(value)).isEqualTo(strength);
    }

    @Test
    void theTableHoldsEveryValueOnce() {
        assertThat(TestingSentiment.rows("values.csv"))
                .extracting(row -> Integer.parseInt(row.split(",")[0]))
                .hasSize(101)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(0)
                .endsWith(100);
    }

    @ParameterizedTest
    @CsvSource({
        "extreme_fear,  0.8, 0.2, 0.7, 0.6, 0.7",
        "fear,          0.6, 0.4, 0.5, 0.5, 0.5",
        "neutral,       0,   0,   0.5, 0.5, 0.5",
        "greed,         0.6, 0.4, 0.5, 0.5, 0.5",
        "extreme_greed, 0.8, 0.2, 0.3, 0.4, 0.3"
    })
    void pressesAnOptimiserByRegime(
            String regime,
            double contrarian,
            double momentum,
            double tol,
            double size,
            double hold) {
        assertThat(rules.pressure(Regime.valueOf(regime.toUpperCase(Locale.ROOT))))
                .isEqualTo(new SelectionPressure(contrarian, momentum, tol, size, hold));
    }

    @ParameterizedTest
    @CsvSource({
        "50, 50, STABLE, 0",
        "50, 52, STABLE, 0.04",
        "50, 48, STABLE, 0.04",
        "50, 53, UP,     0.06",
        "50, 47, DOWN,   0.06",
        "10, 60, UP,     1",
        "10, 61, UP,     1",
        "100, 0, DOWN,   1",
        ",   50, STABLE, 0"
    })
    void trendsWhenAValueMovedByMoreThanTwo(
            Integer previous, int value, Trend trend, double strength) {
        assertThat(rules.trend(previous, value)).isEqualTo(trend);
        assertThat(rules.trendStrength(previous, value)).isEqualTo(strength);
    }

    @Test
    void volatilityIsThePopulationStandardDeviation() {
        assertThat(rules.volatility(List.of(50))).isZero();
        assertThat(rules.volatility(List.of(50, 50, 50, 50, 50, 50, 50))).isZero();
        assertThat(rules.volatility(List.of(0, 100))).isEqualTo(0.5);
        assertThat(rules.volatility(List.of(2, 4, 4, 4, 5, 5, 7, 9))).isEqualTo(0.02);
    }

    @Test
    void aReadingAgesFromItsDate() {
        long date = TestingSentiment.day("2025-09-04");

        assertThat(rules.isTooOld(date, TestingSentiment.day("2025-09-07"))).isFalse();
        assertThat(rules.isTooOld(date, TestingSentiment.day("2025-09-07") + 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void strengthGrowsFromZeroAtTheEdgesOfTheExtremesToOneAtTheEnds(long seed) {
        RegimeBounds bounds = randomBounds(new Random(seed));
        SentimentRules moved =
                new SentimentRules(
                        bounds, SentimentRules.DEFAULT_PRESSURES, 2, 50, 7, Duration.ofDays(3));

        for (int value = 0; value <= 100; value++) {
            double strength = moved.contrarianStrength(value);
            Regime regime = moved.regime(value);
            boolean outsideExtremes = value >= bounds.extremeFear() && value <= bounds.greed();
            assertThat(strength).isBetween(0.0, 1.0);
            assertThat(strength == 0).isEqualTo(outsideExtremes);
            if (value > 0) {
                assertThat(regime).isGreaterThanOrEqualTo(moved.regime(value - 1));
            }
        }
        assertThat(moved.contrarianStrength(0)).isEqualTo(1);
        assertThat(moved.contrarianStrength(100)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8})
    void regimesBeginJustAboveTheBoundOfTheOneBefore(long seed) {
        RegimeBounds bounds = randomBounds(new Random(seed));

        assertThat(bounds.regime(bounds.extremeFear())).isEqualTo(Regime.EXTREME_FEAR);
        assertThat(bounds.regime(bounds.extremeFear() + 1)).isEqualTo(Regime.FEAR);
        assertThat(bounds.regime(bounds.fear())).isEqualTo(Regime.FEAR);
        assertThat(bounds.regime(bounds.fear() + 1)).isEqualTo(Regime.NEUTRAL);
        assertThat(bounds.regime(bounds.neutral())).isEqualTo(Regime.NEUTRAL);
        assertThat(bounds.regime(bounds.neutral() + 1)).isEqualTo(Regime.GREED);
        assertThat(bounds.regime(bounds.greed())).isEqualTo(Regime.GREED);
        assertThat(bounds.regime(bounds.greed() + 1)).isEqualTo(Regime.EXTREME_GREED);
    }

    @Test
    void extremesMayBeSingleValuesOrNone() {
        SentimentRules narrow =
                new SentimentRules(
                        new RegimeBounds(0, 45, 54, 100),
                        SentimentRules.DEFAULT_PRESSURES,
                        2,
                        50,
                        7,
                        Duration.ofDays(3));

        assertThat(narrow.regime(0)).isEqualTo(Regime.EXTREME_FEAR);
        assertThat(narrow.contrarianStrength(0)).isZero();
        assertThat(narrow.regime(100)).isEqualTo(Regime.GREED);
        assertThat(narrow.contrarianStrength(100)).isZero();
    }

    @Test
    void refusesBoundsThatDoNotRiseOrLeaveTheScale() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegimeBounds(25, 25, 54, 75))
                .withMessageContaining("25, 25, 54 and 75")
                .withMessageContaining("each must be greater than the one before it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegimeBounds(25, 45, 54, 101))
                .withMessage("sentiment.greed-until is 101; use a whole number from 0 to 100");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegimeBounds(-1, 45, 54, 75))
                .withMessageContaining("sentiment.extreme-fear-until is -1");
    }

    @Test
    void refusesPressureThatIsMissingOrOutOfRange() {
        Map<Regime, SelectionPressure> pressures = new EnumMap<>(SentimentRules.DEFAULT_PRESSURES);
        pressures.put(Regime.GREED, new SelectionPressure(0.6, Double.NaN, 0.5, 0.5, 0.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(pressures))
                .withMessageContaining("sentiment.pressure of greed")
                .withMessageContaining("from 0 to 1");
        pressures.remove(Regime.GREED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(pressures))
                .withMessageContaining("nothing for greed");
    }

    @Test
    void refusesAnAgeThatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> rules.withMaxAge(Duration.ZERO))
                .withMessageContaining("sentiment.max-age");
    }

    private static SentimentRules with(Map<Regime, SelectionPressure> pressures) {
        return new SentimentRules(RegimeBounds.DEFAULT, pressures, 2, 50, 7, Duration.ofDays(3));
    }

    private static RegimeBounds randomBounds(Random random) {
        int[] bounds = random.ints(1, 100).distinct().limit(4).sorted().toArray();
        return new RegimeBounds(bounds[0], bounds[1], bounds[2], bounds[3]);
    }
}
