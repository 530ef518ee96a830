package dev.candlewick.sinks.parquet;

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
            if (place == values.length) {
                values = Arrays.copyOf(values, 2 * place);
                steps = Arrays.copyOf(steps, 2 * place);
            }
            values[place] = first;
            steps[place] = step;
        }

        @Override
        final void encode(ColumnPages pages, Statistics<?> statistics) throws IOException {
            Deltas encoder = new Deltas(values(), narrow);
            long least = Long.MAX_VALUE;
            long most = Long.MIN_VALUE;
            for (int i = 0; i < entries(); i++) {
                long first = values[i];
                long last = first + steps[i] * (count(i) - 1);
                encoder.add(first, steps[i], count(i));
                least = Math.min(least, Math.min(first, last));
                most = Math.max(most, Math.max(first, last));
            }
            bound(least, statistics);
            bound(most, statistics);
            pages.data(encoder.finish(), Encoding.DELTA_BINARY_PACKED, statistics);
        }

        abstract void bound(long value, Statistics<?> statistics);
    }

    /** Times and counts. */
    static final class Longs extends Numbers {
        Longs(ColumnDescriptor column) {
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
        void bound(long value, Statistics<?> statistics) {
            statistics.updateStats(value);
        }
    }

    /** Days and small counts. */
    static final class Ints extends Numbers {
        Ints(ColumnDescriptor column) {
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
