package dev.candlewick.sinks.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;

/** Columns of numbers. */
final class NumberBuffers {

    private static final int CAPACITY = 64;
    private static final int SLAB_BYTES = 1 << 10;
    private static final int MAX_PAGE_BYTES = 1 << 20;

    private NumberBuffers() {}

    /** Times and counts, by how far each is from the one before. */
    static final class Longs extends ColumnBuffer {
        private long[] values = new long[CAPACITY];

        Longs(ColumnDescriptor column) {
            super(column);
        }

        @Override
        public void setTimestamp(long micros) {
            repeatLong(micros, 1);
        }

        @Override
        public void setLong(long value) {
            repeatLong(value, 1);
        }

        @Override
        public void repeatLong(long value, int rows) {
            int place = next(rows);
            if (place == values.length) {
                values = Arrays.copyOf(values, 2 * place);
            }
            values[place] = value;
        }

        @Override
        public void setTimestamps(long first, long step, int rows) {
            if (step == 0) {
                repeatLong(first, rows);
                return;
            }
            for (int i = 0; i < rows; i++) {
                repeatLong(first + i * step, 1);
            }
        }

        @Override
        void encode(ColumnPages pages, Statistics<?> statistics) throws IOException {
            long least = Long.MAX_VALUE;
            long most = Long.MIN_VALUE;
            try (DeltaBinaryPackingValuesWriterForLong encoder =
                    new DeltaBinaryPackingValuesWriterForLong(
                            SLAB_BYTES, MAX_PAGE_BYTES, HeapByteBufferAllocator.getInstance())) {
                for (int i = 0; i < entries(); i++) {
                    long value = values[i];
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                    for (int left = count(i); left > 0; left--) {
                        encoder.writeLong(value);
                    }
                }
                statistics.updateStats(least);
                statistics.updateStats(most);
                pages.data(encoder.getBytes(), Encoding.DELTA_BINARY_PACKED, statistics);
            }
        }
    }

    /** Days and small counts, by how far each is from the one before. */
    static final class Ints extends ColumnBuffer {
        private int[] values = new int[CAPACITY];

        Ints(ColumnDescriptor column) {
            super(column);
        }

        @Override
        public void setDate(int epochDay) {
            repeatInt(epochDay, 1);
        }

        @Override
        public void setInt(int value) {
            repeatInt(value, 1);
        }

        @Override
        public void repeatInt(int value, int rows) {
            int place = next(rows);
            if (place == values.length) {
                values = Arrays.copyOf(values, 2 * place);
            }
            values[place] = value;
        }

        @Override
        void encode(ColumnPages pages, Statistics<?> statistics) throws IOException {
            try (DeltaBinaryPackingValuesWriterForInteger encoder =
                    new DeltaBinaryPackingValuesWriterForInteger(
                            SLAB_BYTES, MAX_PAGE_BYTES, HeapByteBufferAllocator.getInstance())) {
                for (int i = 0; i < entries(); i++) {
                    statistics.updateStats(values[i]);
                    for (int left = count(i); left > 0; left--) {
                        encoder.writeInteger(values[i]);
                    }
                }
                pages.data(encoder.getBytes(), Encoding.DELTA_BINARY_PACKED, statistics);
            }
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
