package dev.candlewick.functions.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * Final bars of one symbol, interval and UTC day in the order in which they were emitted, as
 * columns. A row stands for as many consecutive windows as it counts: a stretch in which nothing
 * traded is one row. Immutable; it may be kept and passed on without a copy.
 *
 * <p>Made by a {@link BarRunBuilder}, or {@link #of} one bar.
 */
@TypeInfo(BarRunSerializer.Factory.class)
public final class BarRun {
    /** So many bars a run has at most. */
    public static final int MAX_BARS = 8_192;

    private static final long EXACT_DOUBLE = 1L << 53;
    private static final Coverage[] COVERAGES = Coverage.values();

    /** The marks of a row: two bits of its coverage, and these. */
    static final int MID = 1 << 2;

    static final int CANDLE = 1 << 3;
    private static final int COVERAGE = 3;

    private final Head head;
    private final BarColumns columns;
    private final int bars;

    BarRun(Head head, BarColumns columns) {
        this.head = head;
        this.columns = columns;
        this.bars = columns.bars();
    }

    /** What all bars of a run have in common. */
    public record Head(String symbol, BarInterval interval, Origin origin, String runId) {}

    /** A run of one final bar. */
    public static BarRun of(Bar bar) {
        BarRunBuilder builder = new BarRunBuilder();
        builder.start(new Head(bar.symbol(), bar.interval(), bar.origin(), bar.runId()));
        return builder.append(bar).build();
    }

    public Head head() {
        return head;
    }

    public String symbol() {
        return head.symbol;
    }

    public BarInterval interval() {
        return head.interval;
    }

    /** How many rows it has: at least one. */
    public int rows() {
        return columns.counts().length;
    }

    /** How many bars it has. */
    public int bars() {
        return bars;
    }

    /** The start of the first window of a row. */
    public long openTime(int row) {
        return columns.openTimes()[row];
    }

    /** How many windows a row stands for. */
    public int count(int row) {
        return columns.counts()[row];
    }

    /** Puts how many windows each row stands for into an array, from a place on. */
    public void copyCounts(int[] into, int from) {
        System.arraycopy(columns.counts(), 0, into, from, rows());
    }

    /** The same of the start of the first window of each row. */
    public void copyOpenTimes(long[] into, int from) {
        System.arraycopy(columns.openTimes(), 0, into, from, rows());
    }

    /** The same of its end. */
    public void copyCloseTimes(long[] into, int from) {
        for (int row = 0; row < rows(); row++) {
            into[from + row] = columns.openTimes()[row] + head.interval.micros();
        }
    }

    /** The same of the number of trades in each window of a row. */
    public void copyTradeCounts(long[] into, int from) {
        System.arraycopy(columns.tradeCounts(), 0, into, from, rows());
    }

    /** The same of the emission of each row. */
    public void copyEmittedAt(long[] into, int from) {
        System.arraycopy(columns.emittedAt(), 0, into, from, rows());
    }

    public DecimalColumn open() {
        return columns.open();
    }

    public DecimalColumn high() {
        return columns.high();
    }

    public DecimalColumn low() {
        return columns.low();
    }

    public DecimalColumn close() {
        return columns.close();
    }

    public DecimalColumn volume() {
        return columns.volume();
    }

    /** The quote volumes, of rows that {@link #hasQuote}. */
    public DecimalColumn quoteVolume() {
        return columns.quoteVolume();
    }

    /** The buy volumes, of rows that {@link #hasQuote}. */
    public DecimalColumn buyVolume() {
        return columns.buyVolume();
    }

    /** Whether more is known of a row than the exchange's candle. */
    public boolean hasQuote(int row) {
        return (columns.marks()[row] & CANDLE) == 0;
    }

    /** Whether a row has a {@link #vwap}. */
    public boolean hasVwap(int row) {
        return hasQuote(row) && columns.volume().signum(row) != 0;
    }

    /** The double that is nearest to {@link Bar#vwap}. */
    public double vwap(int row) {
        DecimalColumn quote = columns.quoteVolume();
        DecimalColumn volume = columns.volume();
        int shift = quote.scale() - volume.scale();
        if (!quote.isWide() && !volume.isWide() && shift >= 0) {
            long power = DecimalColumn.powerOfTen(shift);
            // Both are exact as doubles, so that one division rounds correctly.
            if (quote.unscaled(row) <= EXACT_DOUBLE
                    && volume.unscaled(row) <= EXACT_DOUBLE / power) {
                return quote.unscaled(row) / (double) (volume.unscaled(row) * power);
            }
        }
        return bar(row, 0).vwap().doubleValue();
    }

    /** The nearest double of what was sold. */
    public double sellVolume(int row) {
        return columns.volume().differenceAsDouble(columns.buyVolume(), row);
    }

    /** Whether more is known of every row than the exchange's candle. */
    public boolean hasAllQuotes() {
        int marks = 0;
        for (byte mark : columns.marks()) {
            marks |= mark;
        }
        return (marks & CANDLE) == 0;
    }

    public long tradeCount(int row) {
        return columns.tradeCounts()[row];
    }

    public int revision(int row) {
        return columns.revisions()[row];
    }

    public Coverage coverage(int row) {
        return COVERAGES[columns.marks()[row] & COVERAGE];
    }

    public PriceSource priceSource(int row) {
        return (columns.marks()[row] & MID) != 0 ? PriceSource.MID : PriceSource.TRADE;
    }

    public long emittedAt(int row) {
        return columns.emittedAt()[row];
    }

    /** One bar as a record of its own, for paths where speed does not matter. */
    public Bar bar(int row, int place) {
        BigDecimal volume = columns.volume().value(row);
        BigDecimal buys = hasQuote(row) ? columns.buyVolume().value(row) : null;
        return new Bar(
                head.symbol,
                head.interval,
                openTime(row) + place * head.interval.micros(),
                columns.open().value(row),
                columns.high().value(row),
                columns.low().value(row),
                columns.close().value(row),
                volume,
                hasQuote(row) ? columns.quoteVolume().value(row) : null,
                tradeCount(row),
                buys,
                buys == null ? null : volume.subtract(buys),
                true,
                revision(row),
                priceSource(row),
                coverage(row),
                head.origin,
                head.runId,
                emittedAt(row));
    }

    /** Hands over each bar as a record of its own. */
    public void each(Consumer<Bar> consumer) {
        for (int row = 0; row < rows(); row++) {
            for (int place = 0; place < count(row); place++) {
                consumer.accept(bar(row, place));
            }
        }
    }

    /** Each bar as a record of its own. */
    public List<Bar> asList() {
        List<Bar> list = new ArrayList<>(bars);
        each(list::add);
        return list;
    }

    /** The same bars, each in a row of its own. */
    public BarRun spread() {
        if (bars == rows()) {
            return this;
        }
        BarRunBuilder builder = new BarRunBuilder();
        builder.start(head);
        each(builder::append);
        return builder.build();
    }

    /**
     * The rows that pass a test, under other revisions; null if none passes.
     *
     * @param revisions of all rows, not to be changed afterwards
     */
    public BarRun numbered(int[] revisions, IntPredicate test) {
        int[] passed = IntStream.range(0, rows()).filter(test).toArray();
        if (passed.length == 0) {
            return null;
        }
        BarColumns numbered = columns.numbered(revisions);
        return new BarRun(head, passed.length == rows() ? numbered : numbered.select(passed));
    }

    BarColumns columns() {
        return columns;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BarRun run && asList().equals(run.asList());
    }

    @Override
    public int hashCode() {
        return head.hashCode() + Long.hashCode(openTime(0));
    }

    @Override
    public String toString() {
        return asList().toString();
    }
}
