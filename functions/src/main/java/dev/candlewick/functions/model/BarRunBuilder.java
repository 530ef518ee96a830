package dev.candlewick.functions.model;

import java.math.BigDecimal;
import java.util.Arrays;

/**
 * Gathers final bars of one symbol, interval and day into runs. The caller asks {@link #room}
 * first, and takes what was gathered by {@link #build} when there is none, and at the end of each
 * event. A row is given by {@link #place}, then its prices, its volumes and its quote volume.
 *
 * <p>A builder may be used again after each run. Not thread-safe.
 */
public final class BarRunBuilder {
    private static final int CAPACITY = 16;
    private static final long MICROS_OF_DAY = 86_400_000_000L;

    private final DecimalColumnBuilder open = new DecimalColumnBuilder(CAPACITY);
    private final DecimalColumnBuilder high = new DecimalColumnBuilder(CAPACITY);
    private final DecimalColumnBuilder low = new DecimalColumnBuilder(CAPACITY);
    private final DecimalColumnBuilder close = new DecimalColumnBuilder(CAPACITY);
    private final DecimalColumnBuilder volume = new DecimalColumnBuilder(CAPACITY);
    private final DecimalColumnBuilder quoteVolume = new DecimalColumnBuilder(CAPACITY);
    private final DecimalColumnBuilder buyVolume = new DecimalColumnBuilder(CAPACITY);
    private long[] openTimes = new long[CAPACITY];
    private int[] counts = new int[CAPACITY];
    private long[] tradeCounts = new long[CAPACITY];
    private byte[] marks = new byte[CAPACITY];
    private int[] revisions = new int[CAPACITY];
    private long[] emittedAt = new long[CAPACITY];
    private BarRun.Head head;
    private int rows;
    private int bars;

    /** Begins a run; the builder must be empty. */
    public void start(BarRun.Head ofAll) {
        head = ofAll;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    /** How many of so many consecutive bars fit into the run; 0 if it has to be taken first. */
    public int room(long openTime, int wanted) {
        if (rows > 0 && dayOf(openTime) != dayOf(openTimes[0])) {
            return 0;
        }
        long left = Math.min(wanted, BarRun.MAX_BARS - bars);
        return (int) Math.min(left, windowsOfDay(openTime, head.interval().micros()));
    }

    /** Days since the epoch, UTC. */
    private static long dayOf(long openTime) {
        return Math.floorDiv(openTime, MICROS_OF_DAY);
    }

    /** How many windows of a length begin on the day of the first one, from that on. */
    private static long windowsOfDay(long openTime, long length) {
        long end = (dayOf(openTime) + 1) * MICROS_OF_DAY;
        return Math.max(1, (end - openTime) / length);
    }

    /** Begins a row of bars for which there is room. */
    public BarRunBuilder place(
            long openTime, int count, long trades, Coverage coverage, boolean mid) {
        if (rows == counts.length) {
            grow();
        }
        openTimes[rows] = openTime;
        counts[rows] = count;
        tradeCounts[rows] = trades;
        marks[rows] = (byte) (codeOf(coverage) | (mid ? BarRun.MID : 0));
        revisions[rows] = 0;
        bars += count;
        return this;
    }

    @SuppressWarnings("EnumOrdinal") // it never leaves this class and that of the run
    private static int codeOf(Coverage coverage) {
        return coverage.ordinal();
    }

    /** The prices of the row as whole numbers with a scale. */
    public void prices(long opened, long highest, long lowest, long closed, int scale) {
        open.add(opened, scale);
        high.add(highest, scale);
        low.add(lowest, scale);
        close.add(closed, scale);
    }

    /** The prices of the row. */
    public void prices(
            BigDecimal opened, BigDecimal highest, BigDecimal lowest, BigDecimal closed) {
        open.add(opened);
        high.add(highest);
        low.add(lowest);
        close.add(closed);
    }

    /** What was traded and what of it bought, as whole numbers with a scale. */
    public void volumes(long traded, long bought, int scale) {
        volume.add(traded, scale);
        buyVolume.add(bought, scale);
    }

    /** What was traded and what of it bought. */
    public void volumes(BigDecimal traded, BigDecimal bought) {
        volume.add(traded);
        buyVolume.add(bought);
    }

    /** The quote volume, which ends the row. */
    public void quote(long quote, int scale, long emitted) {
        quoteVolume.add(quote, scale);
        emittedAt[rows++] = emitted;
    }

    /** The quote volume, which ends the row. */
    public void quote(BigDecimal quote, long emitted) {
        quoteVolume.add(quote);
        emittedAt[rows++] = emitted;
    }

    /** A row of one bar, for which there is room. */
    public BarRunBuilder append(Bar bar) {
        place(bar.openTime(), 1, bar.tradeCount(), bar.coverage(), isMid(bar));
        revisions[rows] = bar.revision();
        prices(bar.open(), bar.high(), bar.low(), bar.close());
        if (bar.quoteVolume() == null) {
            marks[rows] |= BarRun.CANDLE;
        }
        volumes(bar.volume(), orZero(bar.buyVolume()));
        quote(orZero(bar.quoteVolume()), bar.emittedAt());
        return this;
    }

    private static boolean isMid(Bar bar) {
        return bar.priceSource() == PriceSource.MID;
    }

    private static BigDecimal orZero(BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }

    /** The bars so far, at least one; the builder is empty afterwards. */
    public BarRun build() {
        BarRun run =
                new BarRun(
                        head,
                        new BarColumns(
                                Arrays.copyOf(openTimes, rows),
                                Arrays.copyOf(counts, rows),
                                open.build(),
                                high.build(),
                                low.build(),
                                close.build(),
                                volume.build(),
                                quoteVolume.build(),
                                buyVolume.build(),
                                Arrays.copyOf(tradeCounts, rows),
                                Arrays.copyOf(marks, rows),
                                Arrays.copyOf(revisions, rows),
                                Arrays.copyOf(emittedAt, rows)));
        rows = 0;
        bars = 0;
        return run;
    }

    private void grow() {
        int capacity = 2 * counts.length;
        openTimes = Arrays.copyOf(openTimes, capacity);
        counts = Arrays.copyOf(counts, capacity);
        tradeCounts = Arrays.copyOf(tradeCounts, capacity);
        marks = Arrays.copyOf(marks, capacity);
        revisions = Arrays.copyOf(revisions, capacity);
        emittedAt = Arrays.copyOf(emittedAt, capacity);
    }
}
