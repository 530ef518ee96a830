package dev.candlewick.sinks.duckdb;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.sinks.Rows;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random walk of one-minute bars around 100, the same every time, and the same on any scale. */
final class TestingWalk {

    static final long START = Rows.at("2025-01-31T00:00:00Z");
    static final long MINUTE = BarInterval.M1.micros();

    final double[] high;
    final double[] low;
    final double[] close;
    final double[] volume;
    final double[] quoteVolume;

    TestingWalk(int bars) {
        high = new double[bars];
        low = new double[bars];
        close = new double[bars];
        volume = new double[bars];
        quoteVolume = new double[bars];
        Random random = new Random(17);
        double price = 100;
        for (int i = 0; i < bars; i++) {
            double open = price;
            price *= 1 + 0.004 * random.nextGaussian();
            high[i] = Math.max(open, price) * (1 + 0.002 * random.nextDouble());
            low[i] = Math.min(open, price) * (1 - 0.002 * random.nextDouble());
            close[i] = price;
            volume[i] = (1 + Math.rint(1_000 * random.nextDouble())) / 8;
            quoteVolume[i] = volume[i] * (high[i] + low[i]) / 2;
        }
    }

    int length() {
        return close.length;
    }

    /** The bars as a table has them. */
    List<Bar> bars(String symbol, double scale) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < close.length; i++) {
            long open = START + i * MINUTE;
            bars.add(
                    bar(
                            symbol,
                            open,
                            new double[] {high[i] * scale, low[i] * scale, close[i] * scale},
                            new double[] {volume[i], quoteVolume[i] * scale}));
        }
        return bars;
    }

    static Bar flat(String symbol, int i, double price) {
        return bar(
                symbol,
                START + i * MINUTE,
                new double[] {price, price, price},
                new double[] {0, 0});
    }

    private static Bar bar(String symbol, long openTime, double[] prices, double[] volumes) {
        BigDecimal close = decimal(prices[2]);
        BigDecimal volume = decimal(volumes[0]);
        return new Bar(
                symbol,
                BarInterval.M1,
                openTime,
                close,
                decimal(prices[0]),
                decimal(prices[1]),
                close,
                volume,
                decimal(volumes[1]),
                1,
                volume,
                BigDecimal.ZERO,
                true,
                0,
                PriceSource.TRADE,
                volumes[0] == 0 ? Coverage.QUIET : Coverage.COMPLETE,
                Origin.STREAM,
                "run-1",
                openTime + MINUTE);
    }

    private static BigDecimal decimal(double value) {
        return new BigDecimal(value, MathContext.DECIMAL64);
    }
}
