package dev.candlewick.sinks.duckdb;

import static dev.candlewick.sinks.duckdb.TestingIndicators.assertSame;
import static org.assertj.core.api.Assertions.assertThat;

import com.tictactec.ta.lib.MAType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Indicators as TA-Lib has them, from prices of 1e-9 to such of 1e6. TA-Lib itself works on prices
 * around 100, since it takes small differences for none.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IndicatorsBesideTaLibTest extends TaLibFixture {

    @ParameterizedTest
    @CsvSource(textBlock = SYMBOLS)
    void meansOfCloses(String symbol, double scale) throws Exception {
        for (int n : new int[] {2, 7, 20, 200}) {
            String of = "('%s', '1m', n := %d)".formatted(symbol, n);
            double[] out = new double[walk.length()];
            check(core().sma(0, last, walk.close, n, begin, count, out));
            assertSame("sma", indicators.column("sma" + of), aligned(out, scale), 0);
            check(core().wma(0, last, walk.close, n, begin, count, out));
            assertSame("wma", indicators.column("wma" + of), aligned(out, scale), 0);
            check(metastock().ema(0, last, walk.close, n, begin, count, out));
            assertSame("ema", indicators.column("ema" + of), aligned(out, scale), 0);
            check(core().mom(0, last, walk.close, n, begin, count, out));
            assertSame("momentum", indicators.column("momentum" + of), aligned(out, scale), scale);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = SYMBOLS)
    void wildersIndices(String symbol, double scale) throws Exception {
        for (int n : new int[] {2, 14, 50}) {
            String of = "('%s', '1m', n := %d)".formatted(symbol, n);
            double[] out = new double[walk.length()];
            check(core().rsi(0, last, walk.close, n, begin, count, out));
            assertSame("rsi", indicators.column("rsi" + of), aligned(out, 1), 0);
            check(core().atr(0, last, walk.high, walk.low, walk.close, n, begin, count, out));
            assertSame("atr", indicators.column("atr" + of), aligned(out, scale), 0);
            Map<String, double[]> adx = indicators.call("adx" + of);
            check(core().adx(0, last, walk.high, walk.low, walk.close, n, begin, count, out));
            assertSame("adx", adx.get("adx"), aligned(out, 1), 0);
            check(core().plusDI(0, last, walk.high, walk.low, walk.close, n, begin, count, out));
            assertSame("plus_di", adx.get("plus_di"), aligned(out, 1), 0);
            check(core().minusDI(0, last, walk.high, walk.low, walk.close, n, begin, count, out));
            assertSame("minus_di", adx.get("minus_di"), aligned(out, 1), 0);
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = SYMBOLS)
    void macdItsSignalAndWhatLiesBetween(String symbol, double scale) throws Exception {
        double[] line = new double[walk.length()];
        double[] signal = new double[walk.length()];
        double[] histogram = new double[walk.length()];
        check(
                metastock()
                        .macd(
                                0,
                                last,
                                walk.close,
                                12,
                                26,
                                9,
                                begin,
                                count,
                                line,
                                signal,
                                histogram));

        Map<String, double[]> macd = indicators.call("macd('%s', '1m')".formatted(symbol));

        double[] ours = macd.get("macd");
        assertThat(firstValue(ours)).as("the line needs no signal").isEqualTo(25);
        Arrays.fill(ours, 0, begin.value, Double.NaN);
        assertSame("macd", ours, aligned(line, scale), scale);
        assertSame("macd_signal", macd.get("macd_signal"), aligned(signal, scale), scale);
        assertSame("macd_histogram", macd.get("macd_histogram"), aligned(histogram, scale), scale);
    }

    @ParameterizedTest
    @CsvSource(textBlock = SYMBOLS)
    void bandsAndChannels(String symbol, double scale) throws Exception {
        double[] upper = new double[walk.length()];
        double[] middle = new double[walk.length()];
        double[] lower = new double[walk.length()];
        check(
                core().bbands(
                                0,
                                last,
                                walk.close,
                                20,
                                2.5,
                                2.5,
                                MAType.Sma,
                                begin,
                                count,
                                upper,
                                middle,
                                lower));
        Map<String, double[]> bands =
                indicators.call("bollinger('%s', '1m', k := 2.5)".formatted(symbol));
        assertSame("upper", bands.get("upper"), aligned(upper, scale), 0);
        assertSame("middle", bands.get("middle"), aligned(middle, scale), 0);
        assertSame("lower", bands.get("lower"), aligned(lower, scale), 0);
        Map<String, double[]> channel = indicators.call("donchian('%s', '1m')".formatted(symbol));
        check(core().max(0, last, walk.high, 20, begin, count, upper));
        assertSame("upper", channel.get("upper"), aligned(upper, scale), 0);
        check(core().min(0, last, walk.low, 20, begin, count, lower));
        assertSame("lower", channel.get("lower"), aligned(lower, scale), 0);
    }

    @ParameterizedTest
    @CsvSource(textBlock = SYMBOLS)
    void stochastic(String symbol, double scale) throws Exception {
        double[] k = new double[walk.length()];
        double[] d = new double[walk.length()];
        check(
                core().stoch(
                                0,
                                last,
                                walk.high,
                                walk.low,
                                walk.close,
                                14,
                                3,
                                MAType.Sma,
                                3,
                                MAType.Sma,
                                begin,
                                count,
                                k,
                                d));
        Map<String, double[]> lines = indicators.call("stochastic('%s', '1m')".formatted(symbol));
        double[] ours = lines.get("k");
        assertThat(firstValue(ours)).as("k needs no d").isEqualTo(15);
        Arrays.fill(ours, 0, begin.value, Double.NaN);
        assertSame("k", ours, aligned(k, 1), 100);
        assertSame("d", lines.get("d"), aligned(d, 1), 100);
    }

    @ParameterizedTest
    @CsvSource(textBlock = SYMBOLS)
    void onBalanceVolume(String symbol, double scale) throws Exception {
        double[] out = new double[walk.length()];
        check(core().obv(0, last, walk.close, walk.volume, begin, count, out));
        assertSame(
                "obv", indicators.column("obv('%s', '1m')".formatted(symbol)), aligned(out, 1), 1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = SYMBOLS)
    void allTogetherAreWhatEachGivesAlone(String symbol, double scale) throws Exception {
        Map<String, double[]> all = indicators.call("indicators('%s', '1m')".formatted(symbol));
        List.of(
                        "sma_20=sma",
                        "ema_20=ema",
                        "rsi_14=rsi",
                        "macd=macd",
                        "macd_signal=macd",
                        "macd_histogram=macd",
                        "bollinger_middle=bollinger",
                        "bollinger_upper=bollinger",
                        "bollinger_lower=bollinger",
                        "atr_14=atr",
                        "vwap_20=vwap",
                        "momentum_10=momentum",
                        "log_return=returns",
                        "realised_volatility_20=realised_volatility",
                        "zscore_20=zscore")
                .forEach(pair -> assertSameAlone(pair, all, symbol, scale));
    }
}
