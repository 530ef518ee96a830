package dev.candlewick.sinks.parquet;

import dev.candlewick.functions.model.BarRun;
import dev.candlewick.sinks.tables.Cell;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.statistics.Statistics;

/**
 * The values of one column of a row group in the order in which they are written. A value that
 * stands in many rows is one entry; rows without a value have none.
 */
abstract class ColumnBuffer implements Cell {

    private static final int CAPACITY = 64;

    private final ColumnDescriptor column;
    private int rows;
    private int nulls;
    private int entries;

    /** In how many rows the value of an entry stands. */
    private int[] counts = new int[CAPACITY];

    /** How many rows in a row have a value, then how many have none, and so on. */
    private int[] stretches = new int[2];

    private int stretch;

    ColumnBuffer(ColumnDescriptor column) {
        this.column = column;
    }

    final ColumnDescriptor column() {
        return column;
    }

    final int rows() {
        return rows;
    }

    /** The number of rows with a value. */
    final int values() {
        return rows - nulls;
    }

    final int entries() {
        return entries;
    }

    final int count(int entry) {
        return counts[entry];
    }

    /** The place of the value of the next row. */
    final int next() {
        return next(1);
    }

    /** The place of the one value of the next rows. */
    final int next(int of) {
        if (entries == counts.length) {
            counts = Arrays.copyOf(counts, 2 * entries);
        }
        counts[entries] = of;
        pass(of, 0);
        return entries++;
    }

    /** The first place of the values of so many rows. */
    final int nextOfEach(int of) {
        makeRoom(of);
        Arrays.fill(counts, entries, entries + of, 1);
        pass(of, 0);
        entries += of;
        return entries - of;
    }

    /** The first place of the values of the rows of a run. */
    final int nextOf(BarRun run) {
        makeRoom(run.rows());
        run.copyCounts(counts, entries);
        pass(run.bars(), 0);
        entries += run.rows();
        return entries - run.rows();
    }

    private void makeRoom(int more) {
        if (entries + more > counts.length) {
            counts = Arrays.copyOf(counts, Math.max(2 * counts.length, entries + more));
        }
    }

    private void pass(int of, int kind) {
        if ((stretch & 1) != kind) {
            stretch++;
            if (stretch == stretches.length) {
                stretches = Arrays.copyOf(stretches, 2 * stretch);
            }
            stretches[stretch] = 0;
        }
        stretches[stretch] += of;
        rows += of;
    }

    /** Hands over how many rows in a row have a value, or have none. */
    final void eachStretch(Stretches receiver) {
        for (int i = 0; i <= stretch; i++) {
            receiver.on(stretches[i], (i & 1) == 0);
        }
    }

    /** Takes stretches of rows. */
    @FunctionalInterface
    interface Stretches {
        void on(int rows, boolean haveValues);
    }

    /** Writes the values and empties the buffer. */
    final void write(ColumnPages pages) throws IOException {
        Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
        statistics.incrementNumNulls(nulls);
        pages.start(this);
        if (entries == 0) {
            pages.nothing(statistics);
        } else {
            encode(pages, statistics);
        }
        pages.end();
        begin();
    }

    /** Empties the buffer. */
    final void begin() {
        rows = 0;
        nulls = 0;
        entries = 0;
        stretch = 0;
        stretches[0] = 0;
        clear();
    }

    /** Writes the values, of which there is at least one. */
    abstract void encode(ColumnPages pages, Statistics<?> statistics) throws IOException;

    /** Forgets the values. */
    void clear() {}

    @Override
    public void setNull() {
        repeatNull(1);
    }

    @Override
    public void repeatNull(int of) {
        pass(of, 1);
        nulls += of;
    }

    @Override
    public void setText(String value) {
        throw wrong("text");
    }

    @Override
    public void setTimestamp(long micros) {
        throw wrong("a time");
    }

    @Override
    public void setDate(int epochDay) {
        throw wrong("a date");
    }

    @Override
    public void setDouble(double value) {
        throw wrong("a double");
    }

    @Override
    public void setLong(long value) {
        throw wrong("a long");
    }

    @Override
    public void setInt(int value) {
        throw wrong("an int");
    }

    @Override
    public void setBoolean(boolean value) {
        throw wrong("a boolean");
    }

    @Override
    public void setBytes(byte[] value) {
        throw wrong("bytes");
    }

    @Override
    public void setDoubles(double[] values) {
        throw wrong("a list");
    }

    @Override
    public void setLongs(long[] values) {
        throw wrong("a list");
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException(
                "The column %s does not hold %s".formatted(column.getPath()[0], what));
    }
}
