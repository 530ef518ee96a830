package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.duckdb.TestingIndicators.assertSame;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.SMAIndicator;
import org.ta4j.core.indicators.StochasticOscillatorKIndicator;
import org.ta4j.core.indicators.WMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.HighPriceIndicator;
import org.ta4j.core.indicators.helpers.HighestValueIndicator;
import org.ta4j.core.indicators.helpers.LowPriceIndicator;
import org.ta4j.core.indicators.helpers.LowestValueIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/** Indicators as ta4j has them, where it begins as TA-Lib does or has forgotten how it began. */
class IndicatorsBesideTa4jTest {

    private static final int SETTLED = 1_000;

    private final TestingWalk walk = new TestingWalk(2_000);
    private final BarSeries series = series();
    private final ClosePriceIndicator close = new ClosePriceIndicator(series);

    @Test
    void agree(@TempDir Path folder) throws Exception {
        try (TestingIndicators indicators = new TestingIndicators(folder)) {
            indicators.lake(walk.bars("BTC", 1));
            agree(indicators);
        }
    }

    private void agree(TestingIndicators indicators) throws Exception {
        same(indicators.column("sma('BTC', '1m')"), 19, new SMAIndicator(close, 20));
        same(indicators.column("ema('BTC', '1m')"), 19, new EMAIndicator(close, 20));
        same(indicators.column("wma('BTC', '1m')"), 19, new WMAIndicator(close, 20));
        same(indicators.column("rsi('BTC', '1m')"), SETTLED, new RSIIndicator(close, 14));
        same(indicators.call("macd('BTC', '1m')").get("macd"), 25, new MACDIndicator(close));
        Map<String, double[]> bands = indicators.call("bollinger('BTC', '1m', k := 1)");
        double[] width = difference(bands.get("upper"), bands.get("middle"));
        same(width, 19, new StandardDeviationIndicator(close, 20));
        Map<String, double[]> channel = indicators.call("donchian('BTC', '1m')");
        HighPriceIndicator high = new HighPriceIndicator(series);
        LowPriceIndicator low = new LowPriceIndicator(series);
        same(channel.get("upper"), 19, new HighestValueIndicator(high, 20));
        same(channel.get("lower"), 19, new LowestValueIndicator(low, 20));
        same(
                indicators.call("stochastic('BTC', '1m', smooth := 1)").get("k"),
                13,
                new StochasticOscillatorKIndicator(series, 14));
    }

    private void same(double[] ours, int from, Indicator<Num> theirs) {
        double[] expected = new double[ours.length];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = i < from ? Double.NaN : theirs.getValue(i).doubleValue();
        }
        Arrays.fill(ours, 0, from, Double.NaN);
        assertSame(theirs.toString(), ours, expected, 1);
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    private BarSeries series() {
        BarSeries bars =
                new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).withName("walk").build();
        for (int i = 0; i < walk.length(); i++) {
            bars.addBar(
                    Duration.ofMinutes(1),
                    Instant.ofEpochSecond(60L * (i + 1)).atZone(ZoneOffset.UTC),
                    DoubleNum.valueOf(walk.close[i]),
                    DoubleNum.valueOf(walk.high[i]),
                    DoubleNum.valueOf(walk.low[i]),
                    DoubleNum.valueOf(walk.close[i]),
                    DoubleNum.valueOf(walk.volume[i]));
        }
        return bars;
    }
}
