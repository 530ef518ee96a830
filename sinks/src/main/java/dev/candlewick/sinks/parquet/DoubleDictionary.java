package dev.candlewick.sinks.parquet;

import java.util.Arrays;

/**
 * The distinct values of a column, and which of them stands at each place. Used again and again.
 */
final class DoubleDictionary {

    /** With more entries a dictionary saves too little. */
    private static final int MAX_ENTRIES = 1 << 14;

    private static final int TWICE = 2;
    private static final int SMALLEST = 64;

    private double[] entries = new double[0];
    private int[] indices = new int[0];
    private int[] table = new int[0];
    private int length;

    /** The distinct values, of which the first {@link #length} count. */
    double[] entries() {
        return entries;
    }

    int length() {
        return length;
    }

    /** For each place, which of the distinct values stands there. */
    int[] indices() {
        return indices;
    }

    /**
     * Takes in values.
     *
     * @param count of the values, from the first on
     * @param rows in which they stand
     * @return false if they repeat too little
     */
    boolean fill(double[] values, int count, int rows) {
        int most = Math.min(MAX_ENTRIES, rows / TWICE);
        if (most == 0) {
            return false;
        }
        begin(count, Integer.highestOneBit(Math.min(most, count)) * TWICE * TWICE);
        long last = 0;
        int lastIndex = -1;
        for (int i = 0; i < count; i++) {
            long bits = Double.doubleToRawLongBits(values[i]);
            if (lastIndex < 0 || bits != last) {
                lastIndex = indexOf(values[i], bits, most);
                if (lastIndex < 0) {
                    return false;
                }
                last = bits;
            }
            indices[i] = lastIndex;
        }
        return true;
    }

    private void begin(int count, int slots) {
        if (indices.length < count) {
            indices = new int[Math.max(count, TWICE * indices.length)];
        }
        if (table.length != slots) {
            table = new int[slots];
        }
        Arrays.fill(table, -1);
        length = 0;
    }

    /** The index of a value, which is new or known; -1 if it would be one too many. */
    private int indexOf(double value, long bits, int most) {
        int mask = table.length - 1;
        int slot = (int) ((bits * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (table[slot] >= 0 && Double.doubleToRawLongBits(entries[table[slot]]) != bits) {
            slot = (slot + 1) & mask;
        }
        if (table[slot] < 0) {
            if (length == most) {
                return -1;
            }
            if (length == entries.length) {
                entries = Arrays.copyOf(entries, Math.max(SMALLEST, TWICE * length));
            }
            entries[length] = value;
            table[slot] = length++;
        }
        return table[slot];
    }
}
