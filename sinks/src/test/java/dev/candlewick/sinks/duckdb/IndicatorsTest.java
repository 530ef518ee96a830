package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.duckdb.TestingIndicators.assertSame;
import static dev.candlewick.sinks.duckdb.TestingWalk.MINUTE;
import static dev.candlewick.sinks.duckdb.TestingWalk.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.sinks.Rows;
import dev.candlewick.sinks.TestingDuckDb;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What indicators read, and what they give where a library of them cannot be asked. */
class IndicatorsTest {

    private static final int BARS = 2_000;
    private static final String[] ALL = {
        "sma",
        "ema",
        "wma",
        "vwap",
        "rsi",
        "macd",
        "bollinger",
        "atr",
        "adx",
        "stochastic",
        "obv",
        "momentum",
        "returns",
        "realised_volatility",
        "zscore",
        "donchian",
        "drawdown",
        "indicators"
    };

    @TempDir private Path folder;

    private final TestingWalk walk = new TestingWalk(BARS);
    private TestingIndicators indicators;

    @BeforeEach
    void open() {
        indicators = new TestingIndicators(folder);
    }

    @AfterEach
    void close() throws Exception {
        indicators.close();
    }

    @Test
    void pricesAreWeighedByVolumeOverBarsAndOverTheDay() throws Exception {
        fillLake();

        Map<String, double[]> vwap = indicators.call("vwap('BTC', '1m')");

        double[] rolling = new double[BARS];
        double[] ofDay = new double[BARS];
        int day = 24 * 60;
        for (int i = 0; i < BARS; i++) {
            rolling[i] = i < 19 ? Double.NaN : weighed(i - 19, i);
            ofDay[i] = weighed(i < day ? 0 : day, i);
        }
        assertSame("vwap", vwap.get("vwap"), rolling, 0);
        assertSame("vwap_of_day", vwap.get("vwap_of_day"), ofDay, 0);
    }

    @Test
    void returnsAndWhatIsMadeOfThem() throws Exception {
        fillLake();

        double[] returns = new double[BARS];
        double[] volatility = new double[BARS];
        double[] drawdown = new double[BARS];
        double highest = 0;
        for (int i = 0; i < BARS; i++) {
            returns[i] = i < 1 ? Double.NaN : Math.log(walk.close[i] / walk.close[i - 1]);
            volatility[i] =
                    i < 20
                            ? Double.NaN
                            : Math.sqrt(
                                    IntStream.rangeClosed(i - 19, i)
                                            .mapToDouble(j -> returns[j] * returns[j])
                                            .sum());
            highest = Math.max(highest, walk.close[i]);
            drawdown[i] = walk.close[i] / highest - 1;
        }
        assertSame("returns", indicators.column("returns('BTC', '1m')"), returns, 1e-3);
        assertSame(
                "realised_volatility",
                indicators.column("realised_volatility('BTC', '1m')"),
                volatility,
                0);
        assertSame("drawdown", indicators.column("drawdown('BTC', '1m')"), drawdown, 1e-3);
    }

    @Test
    void theScoreIsTheDistanceFromTheMeanInDeviations() throws Exception {
        fillLake();
        double[] expected = new double[BARS];
        Arrays.fill(expected, Double.NaN);
        for (int i = 19; i < BARS; i++) {
            double[] window = Arrays.copyOfRange(walk.close, i - 19, i + 1);
            double mean = Arrays.stream(window).average().orElseThrow();
            double variance =
                    Arrays.stream(window).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
            expected[i] = (walk.close[i] - mean) / Math.sqrt(variance);
        }

        assertSame("zscore", indicators.column("zscore('BTC', '1m')"), expected, 1);
    }

    @Test
    void sinceBoundsWhatIsReadAndChangesNoValue() throws Exception {
        fillLake();
        for (String macro : ALL) {
            if (!macro.equals("obv") && !macro.equals("drawdown")) {
                sinceBoundsWhatIsReadAndChangesNoValue(macro);
            }
        }
    }

    private void sinceBoundsWhatIsReadAndChangesNoValue(String macro) throws Exception {
        int from = 1_700;
        String since = "make_timestamptz(%d)".formatted(START + from * MINUTE);

        Map<String, double[]> bounded =
                indicators.call("%s('BTC', '1m', since := %s)".formatted(macro, since));

        indicators
                .call("%s('BTC', '1m')".formatted(macro))
                .forEach(
                        (name, all) ->
                                assertSame(
                                        macro + "." + name,
                                        bounded.get(name),
                                        Arrays.copyOfRange(all, from, BARS),
                                        1));
    }

    @Test
    void aFlatMarketHasNoStrengthNoRangeAndNoScore() throws Exception {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            bars.add(TestingWalk.flat("BTC", i, 100));
        }
        indicators.lake(bars);

        Map<String, double[]> all = indicators.call("indicators('BTC', '1m')");

        assertThat(last(all.get("rsi_14"))).isEqualTo(50);
        assertThat(last(all.get("atr_14"))).isZero();
        assertThat(last(all.get("zscore_20"))).isNaN();
        assertThat(last(all.get("vwap_20"))).isNaN();
        assertThat(last(indicators.call("adx('BTC', '1m')").get("adx"))).isZero();
        assertThat(last(indicators.call("stochastic('BTC', '1m')").get("k"))).isEqualTo(50);
    }

    @Test
    void aMarketThatFallsAsleepKeepsTheStrengthItHad() throws Exception {
        List<Bar> bars = new ArrayList<>(walk.bars("BTC", 1));
        for (int i = 0; i < 8_000; i++) {
            bars.add(TestingWalk.flat("BTC", BARS + i, walk.close[BARS - 1]));
        }
        indicators.lake(bars);

        double[] rsi = indicators.column("rsi('BTC', '1m')");

        double[] expected = new double[rsi.length];
        Arrays.fill(expected, rsi[BARS - 1]);
        System.arraycopy(rsi, 0, expected, 0, BARS);
        assertSame("rsi", rsi, expected, 0);
    }

    @Test
    void theFileGivesThemOverHotAndColdFinalBarsWithTheirCoverageToOldAndNewClients()
            throws Exception {
        List<Bar> bars = walk.bars("BTC", 1);
        indicators.lake(bars.subList(0, 1_500));
        try (TestingHotStore store = TestingHotStore.start(folder);
                TestingOldClient old = TestingOldClient.start()) {
            store.write(bars.subList(1_500, 1_990).toArray(Bar[]::new));
            store.pass(Duration.ofMinutes(1));
            store.write(bars.subList(1_990, BARS).toArray(Bar[]::new));
            long next = START + BARS * MINUTE;
            store.show(
                    Rows.bar("BTC", next).coverage(Coverage.PARTIAL).build(),
                    Rows.bar("BTC", next + MINUTE).forming().build());
            old.open(TestingHotStore.published(folder));
            try (TestingDuckDb reader = store.reader()) {
                assertThat(
                                reader.rows(
                                        "SELECT coverage, count(*), count(sma)"
                                                + " FROM sma('BTC', '1m') GROUP BY 1 ORDER BY 1"))
                        .containsExactly("complete|2000|1981", "partial|1|1");
                for (String macro : ALL) {
                    String digest =
                            "SELECT list(printf('%.9e', x) ORDER BY open_time, x) FROM (SELECT open_time, unnest([COLUMNS(* EXCLUDE (symbol,"
                                    + " bar_interval, open_time, coverage))]) AS x FROM "
                                    + macro
                                    + "('BTC', '1m', since := '2025-02-01T09:00:00Z'))";
                    assertThat(old.ask(digest)).as(macro).isEqualTo(reader.value(digest));
                }
            }
        }
    }

    private void fillLake() throws Exception {
        indicators.lake(walk.bars("BTC", 1));
    }

    private double weighed(int first, int last) {
        double volume = 0;
        double quoteVolume = 0;
        for (int i = first; i <= last; i++) {
            volume += walk.volume[i];
            quoteVolume += walk.quoteVolume[i];
        }
        return quoteVolume / volume;
    }

    private static double last(double[] values) {
        return values[values.length - 1];
    }
}
