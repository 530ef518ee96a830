package dev.candlewick.sinks.parquet;

import dev.candlewick.functions.model.BarRun;
import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** Columns of numbers. */
final class NumberBuffers {

    private static final int CAPACITY = 64;

    private NumberBuffers() {}

    /** Whole numbers, by how far each is from the one before. */
    private abstract static class Numbers extends ColumnBuffer {
        private final boolean narrow;
        private long[] values = new long[CAPACITY];

        /** From each row of an entry to the next. */
        private long[] steps = new long[CAPACITY];

        Numbers(ColumnDescriptor column, boolean narrow) {
            super(column);
            this.narrow = narrow;
        }

        final void add(long first, long step, int rows) {
            int place = next(rows);
            makeRoom(entries());
            values[place] = first;
            steps[place] = step;
        }

        /** Adds one number for each row. */
        final void addEach(int rows, Longs column) {
            copy(column, 0, nextOfEach(rows));
        }

        /** Adds numbers that go on by a step from bar to bar of a row. */
        final void addAll(BarRun run, long step, Longs column) {
            copy(column, step, nextOf(run));
        }

        private void copy(Longs column, long step, int place) {
            makeRoom(entries());
            column.copy(values, place);
            Arrays.fill(steps, place, entries(), step);
        }

        private void makeRoom(int entries) {
            if (entries > values.length) {
                int capacity = Math.max(2 * values.length, entries);
                values = Arrays.copyOf(values, capacity);
                steps = Arrays.copyOf(steps, capacity);
            }
        }

        @Override
        final void encode(ColumnPages pages, Statistics<?> statistics) throws IOException {
            Deltas encoder = pages.deltas().begin(values(), narrow);
            if (entries() == values()) {
                encoder.addAll(values, entries());
            } else {
                for (int i = 0; i < entries(); i++) {
                    encoder.add(values[i], steps[i], count(i));
                }
            }
            bound(statistics);
            pages.data(encoder.finish(), Encoding.DELTA_BINARY_PACKED, statistics);
        }

        private void bound(Statistics<?> statistics) {
            long least = Long.MAX_VALUE;
            long most = Long.MIN_VALUE;
            for (int i = 0; i < entries(); i++) {
                long first = values[i];
                long last = first + steps[i] * (count(i) - 1);
                least = Math.min(least, Math.min(first, last));
                most = Math.max(most, Math.max(first, last));
            }
            bound(least, statistics);
            bound(most, statistics);
        }

        abstract void bound(long value, Statistics<?> statistics);
    }

    /** Times and counts. */
    static final class Wide extends Numbers {
        Wide(ColumnDescriptor column) {
            super(column, false);
        }

        @Override
        public void setTimestamp(long micros) {
            add(micros, 0, 1);
        }

        @Override
        public void setLong(long value) {
            add(value, 0, 1);
        }

        @Override
        public void repeatLong(long value, int rows) {
            add(value, 0, rows);
        }

        @Override
        public void setTimestamps(long first, long step, int rows) {
            add(first, step, rows);
        }

        @Override
        public void setTimestamps(int rows, Longs column) {
            addEach(rows, column);
        }

        @Override
        public void setLongs(int rows, Longs column) {
            addEach(rows, column);
        }

        @Override
        public void repeatTimestamps(BarRun run, long step, Longs column) {
            addAll(run, step, column);
        }

        @Override
        public void repeatLongs(BarRun run, Longs column) {
            addAll(run, 0, column);
        }

        @Override
        void bound(long value, Statistics<?> statistics) {
            statistics.updateStats(value);
        }
    }

    /** Days and small counts. */
    static final class Narrow extends Numbers {
        Narrow(ColumnDescriptor column) {
            super(column, true);
        }

        @Override
        public void setDate(int epochDay) {
            add(epochDay, 0, 1);
        }

        @Override
        public void setInt(int value) {
            add(value, 0, 1);
        }

        @Override
        public void repeatInt(int value, int rows) {
            add(value, 0, rows);
        }

        @Override
        void bound(long value, Statistics<?> statistics) {
            statistics.updateStats((int) value);
        }
    }

    /** Yes or no, one bit each. */
    static final class Flags extends ColumnBuffer {
        private boolean[] values = new boolean[CAPACITY];

        Flags(ColumnDescriptor column) {
            super(column);
        }

        @Override
        public void setBoolean(boolean value) {
            repeatBoolean(value, 1);
        }

        @Override
        public void repeatBoolean(boolean value, int rows) {
            int place = next(rows);
            if (place == values.length) {
                values = Arrays.copyOf(values, 2 * place);
            }
            values[place] = value;
        }

        @Override
        void encode(ColumnPages pages, Statistics<?> statistics) throws IOException {
            byte[] bits = new byte[(values() + Byte.SIZE - 1) / Byte.SIZE];
            int row = 0;
            for (int i = 0; i < entries(); i++) {
                statistics.updateStats(values[i]);
                int end = row + count(i);
                for (; values[i] && row < end; row++) {
                    bits[row / Byte.SIZE] |= (byte) (1 << (row % Byte.SIZE));
                }
                row = end;
            }
            pages.data(BytesInput.from(bits), Encoding.PLAIN, statistics);
        }
    }
}
