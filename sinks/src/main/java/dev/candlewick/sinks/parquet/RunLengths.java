package dev.candlewick.sinks.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.parquet.bytes.BytesInput;

/**
 * Writes small numbers as Parquet's hybrid of run lengths and packed bits, where a number that is
 * repeated costs no more than one: Parquet's own encoder takes numbers one by one. Used again and
 * again; what it has written is valid until the next use.
 */
final class RunLengths {

    private static final int GROUP = 8;

    /** So that the head of packed groups takes one byte. */
    private static final int MAX_GROUPS = 63;

    /** More than a head, a number and a group at its widest take. */
    private static final int ROOM = 2 * Long.BYTES + GROUP * Integer.BYTES;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private int bitWidth;
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

    /** Begins to write numbers of so many bits, in place of what it wrote before. */
    RunLengths begin(int bits) {
        bitWidth = bits;
        length = 0;
        grouped = 0;
        groups = 0;
        newest = 0;
        repeats = 0;
        return this;
    }

    /** The same behind a byte that says of how many bits. */
    RunLengths beginWithWidth(int bits) {
        begin(bits);
        bytes[length++] = (byte) bits;
        return this;
    }

    /** Adds a number so many times. */
    void add(int number, int times) {
        if (number != newest) {
            if (repeats == 1) {
                gather();
            } else {
                write();
            }
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
        while (repeats > 0 && (grouped > 0 || repeats < GROUP)) {
            gather();
        }
        if (repeats > 0) {
            endGroups();
            makeRoom();
            writeVarInt(repeats << 1);
            for (int bits = 0; bits < bitWidth; bits += Byte.SIZE) {
                bytes[length++] = (byte) (newest >>> bits);
            }
            repeats = 0;
        }
    }

    private void gather() {
        group[grouped++] = newest;
        repeats--;
        if (grouped == GROUP) {
            pack();
        }
    }

    /** The lowest bits first. */
    private void pack() {
        if (groups == MAX_GROUPS) {
            endGroups();
        }
        makeRoom();
        if (groups++ == 0) {
            head = length++;
        }
        long packed = 0;
        int bits = 0;
        int at = length;
        for (int number : group) {
            packed |= (long) number << bits;
            bits += bitWidth;
            if (bits >= Long.SIZE) {
                LONGS.set(bytes, at, packed);
                at += Long.BYTES;
                bits -= Long.SIZE;
                packed = bits == 0 ? 0 : (long) number >>> (bitWidth - bits);
            }
        }
        LONGS.set(bytes, at, packed); // what is too much of it is written over, or cut off
        length += bitWidth;
        grouped = 0;
    }

    private void makeRoom() {
        if (length + ROOM > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
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
            bytes[length++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[length++] = (byte) left;
    }
}
