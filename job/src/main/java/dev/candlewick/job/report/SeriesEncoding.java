package dev.candlewick.job.report;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * A series as few bytes: columns of integers of variable length, prices as differences in units of
 * the last decimal that any of them has. Prices come out as they went in; volumes keep three
 * digits. {@code page.js} reads it.
 */
final class SeriesEncoding {

    private static final List<String> COVERAGE =
            List.of("complete", "quiet", "partial", "repaired");
    private static final MathContext VOLUME = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final int MOST_DECIMALS = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final BarSeries series;
    private final int decimals;

    private SeriesEncoding(BarSeries series) {
        this.series = series;
        this.decimals = decimals(series);
    }

    static byte[] encode(BarSeries series) {
        SeriesEncoding encoding = new SeriesEncoding(series);
        encoding.write();
        return encoding.out.toByteArray();
    }

    private void write() {
        List<BarSeries.Row> rows = series.rows();
        unsigned(rows.size());
        unsigned(decimals);
        unsigned(series.step() / 1_000_000);
        times();
        long close = 0;
        for (BarSeries.Row row : rows) {
            signed(units(row.open()) - close);
            close = units(row.close());
        }
        rows.forEach(row -> signed(units(row.close()) - units(row.open())));
        rows.forEach(row -> unsigned(units(row.high()) - units(Math.max(row.open(), row.close()))));
        rows.forEach(row -> unsigned(units(Math.min(row.open(), row.close())) - units(row.low())));
        rows.forEach(row -> unsigned(volume(row).unscaledValue().longValueExact()));
        rows.forEach(row -> signed(-volume(row).scale()));
        rows.forEach(row -> unsigned(COVERAGE.indexOf(row.coverage())));
    }

    private void times() {
        long before = 0;
        for (BarSeries.Row row : series.rows()) {
            long time = row.openTime() / series.step();
            unsigned(time - before);
            before = time;
        }
    }

    private static BigDecimal volume(BarSeries.Row row) {
        return BigDecimal.valueOf(row.volume()).round(VOLUME).stripTrailingZeros();
    }

    private long units(double price) {
        return BigDecimal.valueOf(price)
                .movePointRight(decimals)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    /** As many as the prices have, as long as a browser's numbers hold them. */
    private static int decimals(BarSeries series) {
        int decimals = 0;
        double highest = 0;
        for (BarSeries.Row row : series.rows()) {
            for (double price : new double[] {row.open(), row.high(), row.low(), row.close()}) {
                decimals =
                        Math.max(decimals, BigDecimal.valueOf(price).stripTrailingZeros().scale());
                highest = Math.max(highest, price);
            }
        }
        int digitsBefore = (int) Math.ceil(Math.log10(Math.max(highest, 1)));
        return Math.max(0, Math.min(decimals, MOST_DECIMALS - digitsBefore));
    }

    private void signed(long value) {
        unsigned(value < 0 ? -2 * value - 1 : 2 * value);
    }

    private void unsigned(long value) {
        long rest = Math.max(0, value);
        while (rest >= 128) {
            out.write((int) (rest & 127) | 128);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
