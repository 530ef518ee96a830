package dev.candlewick.sources.hyperliquid.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Eight bytes of a line at once: where a text ends, what eight digits make, and whether a key
 * stands at a place.
 */
public final class PlainText {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long BLANKS = ONES * ' ';
    private static final long ZEROS = ONES * '0';

    /** What added to a byte above the digits, or with the high bit, sets its high bit. */
    private static final long ABOVE_NINE = ONES * (0x7F - '9');

    private static final long PAIRS = 0x0000_00FF_0000_00FFL;

    private PlainText() {}

    /**
     * The place of the quote that ends a text of ASCII without escapes; -1 if it is not such a
     * text.
     */
    public static int end(byte[] line, int from) {
        int at = from;
        int last = line.length - Long.BYTES;
        while (at <= last && isPlain((long) LONGS.get(line, at))) {
            at += Long.BYTES;
        }
        while (at <= last) {
            long eight = (long) LONGS.get(line, at);
            long special =
                    zeroBytes(eight ^ QUOTES)
                            | zeroBytes(eight ^ BACKSLASHES)
                            | ((eight - BLANKS) & ~eight & HIGH_BITS)
                            | (eight & HIGH_BITS);
            if (special != 0) {
                at += Long.numberOfTrailingZeros(special) >>> 3;
                return line[at] == '"' ? at : -1;
            }
            at += Long.BYTES;
        }
        while (at < line.length && line[at] >= ' ' && line[at] != '"' && line[at] != '\\') {
            at++;
        }
        return at < line.length && line[at] == '"' ? at : -1;
    }

    /** Whether each byte is a digit or a small letter, as in a hash, or one of few others. */
    private static boolean isPlain(long eight) {
        // Bit 5 is set, and bit 4 or 6, but not bit 7: none of these ends a text.
        return (eight << 2 & (eight << 1 | eight << 3) & ~eight & HIGH_BITS) == HIGH_BITS;
    }

    /** The high bit of each byte that is 0, and perhaps of bytes after the first of them. */
    private static long zeroBytes(long eight) {
        return (eight - ONES) & ~eight & HIGH_BITS;
    }

    /** The number that eight decimal digits make; -1 if there are not eight. */
    static int eightDigits(byte[] line, int from) {
        if (from > line.length - Long.BYTES) {
            return -1;
        }
        long eight = (long) LONGS.get(line, from);
        long digits = eight - ZEROS;
        if ((((eight + ABOVE_NINE) | digits) & HIGH_BITS) != 0) {
            return -1;
        }
        long pairs = digits * 10 + (digits >>> 8);
        long first = (pairs & PAIRS) * (100 + (1_000_000L << 32));
        long second = ((pairs >>> 16) & PAIRS) * (1 + (10_000L << 32));
        return (int) ((first + second) >>> 32);
    }

    /** A text that a line may have at a place, eight bytes compared at once. */
    public static final class Literal {
        private final int length;
        private final long first;
        private final long mask;

        /** The bytes after the first eight, of which the last eight may repeat some before them. */
        private final long[] others;

        public Literal(String ascii) {
            byte[] text = ascii.getBytes(StandardCharsets.US_ASCII);
            byte[] filled = Arrays.copyOf(text, Math.max(text.length, Long.BYTES));
            length = text.length;
            first = (long) LONGS.get(filled, 0);
            mask = -1L >>> (Long.SIZE - Math.min(Long.BYTES, length) * Byte.SIZE);
            others = new long[(filled.length - 1) / Long.BYTES];
            for (int i = 0; i < others.length; i++) {
                others[i] = (long) LONGS.get(filled, placeOf(i));
            }
        }

        public int length() {
            return length;
        }

        /** Not where fewer than eight bytes are left of the array. */
        public boolean isAt(byte[] line, int at) {
            if (at + Math.max(length, Long.BYTES) > line.length
                    || ((long) LONGS.get(line, at) & mask) != first) {
                return false;
            }
            for (int i = 0; i < others.length; i++) {
                if ((long) LONGS.get(line, at + placeOf(i)) != others[i]) {
                    return false;
                }
            }
            return true;
        }

        private int placeOf(int other) {
            return Math.min((other + 1) * Long.BYTES, length - Long.BYTES);
        }
    }
}
