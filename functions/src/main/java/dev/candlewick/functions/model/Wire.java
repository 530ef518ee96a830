package dev.candlewick.functions.model;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.BitSet;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** How single fields are written in checkpoints and between operators. */
final class Wire {
    private static final int ABSENT = 0;
    private static final int SHORT = 1;
    private static final int LONG = 2;

    /** In the order of bytes of {@link java.io.DataOutput}. */
    private static final VarHandle SHORTS = view(short[].class);

    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private Wire() {}

    private static VarHandle view(Class<?> numbers) {
        return MethodHandles.byteArrayViewVarHandle(numbers, ByteOrder.BIG_ENDIAN);
    }

    /** Null is allowed. */
    static void writeText(String text, DataOutputView out) throws IOException {
        StringValue.writeString(text, out);
    }

    static String readText(DataInputView in) throws IOException {
        return StringValue.readString(in);
    }

    /** Null is allowed. */
    static void writeLong(Long value, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            out.writeLong(value);
        }
    }

    static Long readLong(DataInputView in) throws IOException {
        return in.readBoolean() ? Long.valueOf(in.readLong()) : null;
    }

    /** Null is allowed. */
    static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes == null ? -1 : bytes.length);
        if (bytes != null) {
            out.write(bytes);
        }
    }

    static byte[] readBytes(DataInputView in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** By the place of the constant, so constants may only be added at the end of their enum. */
    @SuppressWarnings("EnumOrdinal") // as small as it gets, and the order is part of the format
    static void writeEnum(Enum<?> value, DataOutputView out) throws IOException {
        out.writeByte(value.ordinal());
    }

    /** With its scale; null is allowed. */
    static void writeDecimal(BigDecimal value, DataOutputView out) throws IOException {
        if (value == null) {
            out.writeByte(ABSENT);
        } else if (DecimalColumn.fits(value)) {
            out.writeByte(SHORT);
            out.writeByte(value.scale());
            out.writeLong(value.unscaledValue().longValue());
        } else {
            out.writeByte(LONG);
            out.writeInt(value.scale());
            writeBytes(value.unscaledValue().toByteArray(), out);
        }
    }

    static BigDecimal readDecimal(DataInputView in) throws IOException {
        int form = in.readByte();
        if (form == ABSENT) {
            return null;
        }
        if (form == SHORT) {
            int scale = in.readByte();
            return BigDecimal.valueOf(in.readLong(), scale);
        }
        int scale = in.readInt();
        return new BigDecimal(new BigInteger(readBytes(in)), scale);
    }

    /** As distances from the smallest, in as few bytes each as the largest distance needs. */
    static void writeLongs(long[] values, DataOutputView out) throws IOException {
        long least = values[0];
        long most = values[0];
        for (long value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        int width = width(most - least);
        out.writeLong(least);
        out.writeByte(width);
        byte[] distances = new byte[width * values.length];
        for (int i = 0; width > 0 && i < values.length; i++) {
            putDistance(values[i] - least, width, distances, i);
        }
        out.write(distances);
    }

    static long[] readLongs(int length, DataInputView in) throws IOException {
        long least = in.readLong();
        int width = in.readByte();
        byte[] distances = new byte[width * length];
        in.readFully(distances);
        long[] values = new long[length];
        for (int i = 0; i < length; i++) {
            values[i] = least + distance(width, distances, i);
        }
        return values;
    }

    static void writeDecimals(DecimalColumn column, DataOutputView out) throws IOException {
        out.writeBoolean(column.isWide());
        if (column.isWide()) {
            for (int i = 0; i < column.length(); i++) {
                writeDecimal(column.value(i), out);
            }
        } else {
            out.writeByte(column.scale());
            writeLongs(column.unscaled(), out);
        }
    }

    static DecimalColumn readDecimals(int length, DataInputView in) throws IOException {
        if (!in.readBoolean()) {
            int scale = in.readByte();
            return new DecimalColumn(scale, readLongs(length, in));
        }
        BigDecimal[] wide = new BigDecimal[length];
        for (int i = 0; i < length; i++) {
            wide[i] = readDecimal(in);
        }
        return new DecimalColumn(wide);
    }

    static void writeInts(int[] values, DataOutputView out) throws IOException {
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        writeLongs(wide, out);
    }

    static int[] readInts(int length, DataInputView in) throws IOException {
        long[] wide = readLongs(length, in);
        int[] values = new int[length];
        for (int i = 0; i < length; i++) {
            values[i] = (int) wide[i];
        }
        return values;
    }

    static void writeBits(BitSet bits, DataOutputView out) throws IOException {
        long[] words = bits.toLongArray();
        out.writeByte(words.length);
        for (long word : words) {
            out.writeLong(word);
        }
    }

    static BitSet readBits(DataInputView in) throws IOException {
        long[] words = new long[in.readByte()];
        for (int i = 0; i < words.length; i++) {
            words[i] = in.readLong();
        }
        return BitSet.valueOf(words);
    }

    /** A distance that does not fit into 63 bits is negative here, and takes all of them. */
    private static int width(long distance) {
        if (distance == 0) {
            return 0;
        }
        if (distance > 0 && distance <= 0xFFFF) {
            return Short.BYTES;
        }
        return distance > 0 && distance <= Integer.MAX_VALUE ? Integer.BYTES : Long.BYTES;
    }

    private static void putDistance(long distance, int width, byte[] distances, int i) {
        switch (width) {
            case Short.BYTES -> SHORTS.set(distances, i * Short.BYTES, (short) distance);
            case Integer.BYTES -> INTS.set(distances, i * Integer.BYTES, (int) distance);
            default -> LONGS.set(distances, i * Long.BYTES, distance);
        }
    }

    private static long distance(int width, byte[] distances, int i) {
        return switch (width) {
            case 0 -> 0;
            case Short.BYTES ->
                    Short.toUnsignedLong((short) SHORTS.get(distances, i * Short.BYTES));
            case Integer.BYTES -> (int) INTS.get(distances, i * Integer.BYTES);
            default -> (long) LONGS.get(distances, i * Long.BYTES);
        };
    }
}
