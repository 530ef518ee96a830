package dev.candlewick.functions.model;

import java.util.Arrays;

/**
 * The columns of a {@link BarRun}.
 *
 * @param openTimes of the first window of each row
 * @param counts how many windows a row stands for
 * @param marks coverage and price source; and whether the row is a candle of the exchange, whose
 *     quote and buy volume are unknown and stand as 0
 */
@SuppressWarnings("ArrayRecordComponent") // nothing compares them
record BarColumns(
        long[] openTimes,
        int[] counts,
        DecimalColumn open,
        DecimalColumn high,
        DecimalColumn low,
        DecimalColumn close,
        DecimalColumn volume,
        DecimalColumn quoteVolume,
        DecimalColumn buyVolume,
        long[] tradeCounts,
        byte[] marks,
        int[] revisions,
        long[] emittedAt) {

    int bars() {
        int bars = 0;
        for (int count : counts) {
            bars += count;
        }
        return bars;
    }

    BarColumns numbered(int[] others) {
        return new BarColumns(
                openTimes,
                counts,
                open,
                high,
                low,
                close,
                volume,
                quoteVolume,
                buyVolume,
                tradeCounts,
                marks,
                others,
                emittedAt);
    }

    /** The rows at some places, in the order of the places. */
    BarColumns select(int[] places) {
        byte[] selectedMarks = new byte[places.length];
        for (int i = 0; i < places.length; i++) {
            selectedMarks[i] = marks[places[i]];
        }
        return new BarColumns(
                TradeColumns.select(openTimes, places),
                select(counts, places),
                open.select(places),
                high.select(places),
                low.select(places),
                close.select(places),
                volume.select(places),
                quoteVolume.select(places),
                buyVolume.select(places),
                TradeColumns.select(tradeCounts, places),
                selectedMarks,
                select(revisions, places),
                TradeColumns.select(emittedAt, places));
    }

    private static int[] select(int[] values, int[] places) {
        return Arrays.stream(places).map(place -> values[place]).toArray();
    }
}
