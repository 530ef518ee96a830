package dev.candlewick.sinks.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/**
 * Writes whole numbers as Parquet's {@code DELTA_BINARY_PACKED}, where numbers that go on by the
 * same step cost next to nothing: Parquet's own encoder takes them one by one. Used again and
 * again; what it has written is valid until the next use.
 */
final class Deltas {

    private static final int BLOCK = 128;
    private static final int MINIBLOCKS = 4;
    private static final int MINIBLOCK = BLOCK / MINIBLOCKS;

    /** More than a block takes at its widest. */
    private static final int BLOCK_BYTES = BLOCK * Long.BYTES + 64;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private int count;
    private boolean narrow;
    private final long[] deltas = new long[BLOCK];
    private byte[] bytes = new byte[4 * BLOCK_BYTES];
    private int length;
    private int gathered;
    private boolean begun;
    private long previous;

    /**
     * Begins to write numbers in place of those before.
     *
     * @param many of all numbers that are going to be added
     * @param of32Bits whether they are of 32 bits
     */
    Deltas begin(int many, boolean of32Bits) {
        count = many;
        narrow = of32Bits;
        length = 0;
        gathered = 0;
        begun = false;
        return this;
    }

    /** Adds numbers from a first one on, each by a step from the one before. */
    void add(long first, long step, int times) {
        if (begun) {
            addDelta(first - previous, 1);
        } else {
            writeHead(first);
        }
        addDelta(step, times - 1);
        previous = first + step * (times - 1);
    }

    /** Adds the first so many of the numbers, which are all that there are. */
    void addAll(long[] numbers, int many) {
        writeHead(numbers[0]);
        for (int i = 1; i < many; i++) {
            long exact = numbers[i] - numbers[i - 1];
            deltas[gathered++] = narrow ? (int) exact : exact;
            if (gathered == BLOCK) {
                writeBlock();
            }
        }
    }

    private void writeHead(long first) {
        begun = true;
        writeVarLong(BLOCK);
        writeVarLong(MINIBLOCKS);
        writeVarLong(count);
        writeZigZag(first);
    }

    private void addDelta(long exact, int times) {
        long delta = narrow ? (int) exact : exact;
        int left = times;
        while (left > 0) {
            if (gathered == 0 && left >= BLOCK) {
                makeRoom();
                writeZigZag(delta);
                length = fill(length, MINIBLOCKS);
                left -= BLOCK;
            } else {
                int taken = Math.min(left, BLOCK - gathered);
                if (taken == 1) {
                    deltas[gathered] = delta;
                } else {
                    Arrays.fill(deltas, gathered, gathered + taken, delta);
                }
                gathered += taken;
                left -= taken;
                if (gathered == BLOCK) {
                    writeBlock();
                }
            }
        }
    }

    /** All that was added. */
    BytesInput finish() {
        if (gathered > 0) {
            writeBlock();
        }
        return BytesInput.from(bytes, 0, length);
    }

    private void writeBlock() {
        makeRoom();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < gathered; i++) {
            least = Math.min(least, deltas[i]);
        }
        for (int i = 0; i < gathered; i++) {
            deltas[i] -= least;
        }
        Arrays.fill(deltas, gathered, BLOCK, 0);
        writeZigZag(least);
        int widths = length;
        length = fill(length, MINIBLOCKS);
        for (int i = 0; i < gathered; i += MINIBLOCK) {
            int width = widthOf(i);
            bytes[widths++] = (byte) width;
            pack(i, width);
        }
        gathered = 0;
    }

    private int widthOf(int from) {
        long bits = 0;
        for (int i = from; i < from + MINIBLOCK; i++) {
            bits |= deltas[i];
        }
        return Long.SIZE - Long.numberOfLeadingZeros(bits);
    }

    /** The lowest bits first. */
    private void pack(int from, int width) {
        if (width == 0) {
            return;
        }
        long packed = 0;
        int bits = 0;
        int at = length;
        for (int i = from; i < from + MINIBLOCK; i++) {
            packed |= deltas[i] << bits;
            bits += width;
            if (bits >= Long.SIZE) {
                LONGS.set(bytes, at, packed);
                at += Long.BYTES;
                bits -= Long.SIZE;
                packed = bits == 0 ? 0 : deltas[i] >>> (width - bits);
            }
        }
        LONGS.set(bytes, at, packed); // half of it at most, and nothing if no bit is left
        length += MINIBLOCK / Byte.SIZE * width;
    }

    private int fill(int from, int zeros) {
        Arrays.fill(bytes, from, from + zeros, (byte) 0);
        return from + zeros;
    }

    private void makeRoom() {
        if (length + BLOCK_BYTES > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    private void writeZigZag(long value) {
        writeVarLong(value << 1 ^ value >> (Long.SIZE - 1));
    }

    private void writeVarLong(long number) {
        long left = number;
        while ((left & ~0x7FL) != 0) {
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }
}
