package dev.candlewick.job.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The bars of one symbol and interval, oldest first.
 *
 * @param step the interval in microseconds
 */
public record BarSeries(String symbol, String interval, long step, List<Row> rows) {

    /** A bar; times in microseconds. */
    public record Row(
            long openTime,
            double open,
            double high,
            double low,
            double close,
            double volume,
            String coverage) {}

    static BarSeries of(String symbol, String interval, long step) {
        return new BarSeries(symbol, interval, step, new ArrayList<>());
    }
}
