package dev.candlewick.functions.model;

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
}
