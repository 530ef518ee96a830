package dev.candlewick.sinks.parquet;

import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/**
 * Writes small numbers as Parquet's hybrid of run lengths and packed bits, where a number that is
 * repeated costs no more than one: Parquet's own encoder takes numbers one by one.
 */
final class RunLengths {

    private static final int GROUP = 8;

    /** So that the head of packed groups takes one byte. */
    private static final int MAX_GROUPS = 63;

    private final int bitWidth;
    private final int[] group = new int[GROUP];
    private byte[] bytes = new byte[256];
    private int length;
    private int grouped;

    /** How many groups are packed behind the newest head, and where that stands. */
    private int groups;

    private int head;

    /** The number that came last, and how often in a row it is still to be written. */
    private int newest;

    private int repeats;

    RunLengths(int bitWidth) {
        this.bitWidth = bitWidth;
    }

    /** Adds a number so many times. */
    void add(int number, int times) {
        if (number != newest) {
            write();
            newest = number;
        }
        repeats += times;
    }

    /** All numbers so far, of which the last group is filled up with zeros. */
    BytesInput finish() {
        write();
        if (grouped > 0) {
            Arrays.fill(group, grouped, GROUP, 0);
            pack();
        }
        endGroups();
        return BytesInput.from(bytes, 0, length);
    }

    private void write() {
        while (repeats > 0 && grouped > 0) {
            gather();
        }
        if (repeats >= GROUP) {
            endGroups();
            writeVarInt(repeats << 1);
            for (int bits = 0; bits < bitWidth; bits += Byte.SIZE) {
                writeByte(newest >>> bits);
            }
            repeats = 0;
        }
        while (repeats > 0) {
            gather();
        }
    }

    private void gather() {
        group[grouped++] = newest;
        repeats--;
        if (grouped == GROUP) {
            pack();
        }
    }

    private void pack() {
        if (groups == MAX_GROUPS) {
            endGroups();
        }
        if (groups++ == 0) {
            head = length;
            writeByte(0);
        }
        long packed = 0;
        int bits = 0;
        for (int number : group) {
            packed |= (long) number << bits;
            for (bits += bitWidth; bits >= Byte.SIZE; bits -= Byte.SIZE) {
                writeByte((int) packed);
                packed >>>= Byte.SIZE;
            }
        }
        grouped = 0;
    }

    private void endGroups() {
        if (groups > 0) {
            bytes[head] = (byte) (groups << 1 | 1);
            groups = 0;
        }
    }

    private void writeVarInt(int number) {
        int left = number;
        while ((left & ~0x7F) != 0) {
            writeByte(left | 0x80);
            left >>>= 7;
        }
        writeByte(left);
    }

    private void writeByte(int value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) value;
    }
}
