package dev.candlewick.sources.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.apache.flink.core.fs.Path;

/**
 * The lines of a file as bytes, without a byte-order mark at its start. A line of excessive length
 * is cut, so that a file without line breaks cannot fill the memory.
 */
public final class Lines implements Closeable {

    /** Eight bytes are looked at together. */
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long LINE_BREAKS = ONES * '\n';

    private static final int INITIAL_LINE = 4 * 1024;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int maxLine;
    private final byte[] buffer = new byte[Compression.BUFFER];
    private boolean begun;
    private int position;
    private int limit;
    private byte[] line = new byte[INITIAL_LINE];
    private int length;

    public Lines(InputStream in, int maxLine) {
        this.in = in;
        this.maxLine = maxLine;
    }

    /**
     * Opens a file of any file system that Flink knows, decompressed if its first bytes say so.
     *
     * @param bytesRead receives the number of bytes read from storage
     * @throws RawStream.Unreadable if the file system refuses; any other failure is damage
     */
    public static Lines open(Path file, int maxLine, LongConsumer bytesRead) throws IOException {
        RawStream raw;
        try {
            raw = new RawStream(file.getFileSystem().open(file), bytesRead);
        } catch (IOException e) {
            throw new RawStream.Unreadable(e);
        }
        try {
            return new Lines(Compression.decompressed(raw), maxLine);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** The next line without its line break; null at the end. */
    public byte[] next() throws IOException {
        length = 0;
        while (position < limit || fill()) {
            int end = indexOfLineBreak();
            if (length == 0 && end < limit && end - position <= maxLine) {
                byte[] whole = withoutReturn(buffer, position, end);
                position = end + 1;
                return whole;
            }
            keep(end);
            position = end + 1;
            if (end < limit) {
                return finished();
            }
        }
        return length == 0 ? null : finished();
    }

    private boolean fill() throws IOException {
        position = 0;
        if (!begun && beginsWithText()) {
            return true;
        }
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    /**
     * Reads the first bytes, and leaves out the mark if they are one. Those after it fill the
     * buffer, so that the next ones come in its size and pass the buffer below.
     */
    private boolean beginsWithText() throws IOException {
        begun = true;
        int mark = BYTE_ORDER_MARK.length;
        limit = in.readNBytes(buffer, 0, mark);
        if (limit == mark) {
            boolean isMark = Arrays.equals(buffer, 0, mark, BYTE_ORDER_MARK, 0, mark);
            limit += Math.max(0, in.read(buffer, mark, buffer.length - mark));
            position = isMark ? mark : 0;
        }
        return position < limit;
    }

    private int indexOfLineBreak() {
        int end = position;
        while (end <= limit - Long.BYTES) {
            long others = (long) LONGS.get(buffer, end) ^ LINE_BREAKS;
            long found = (others - ONES) & ~others & HIGH_BITS;
            if (found != 0) {
                return end + (Long.numberOfTrailingZeros(found) >>> 3);
            }
            end += Long.BYTES;
        }
        while (end < limit && buffer[end] != '\n') {
            end++;
        }
        return end;
    }

    private void keep(int end) {
        int kept = Math.min(end - position, maxLine - length);
        if (length + kept > line.length) {
            line = Arrays.copyOf(line, Math.min(maxLine, Math.max(length + kept, line.length * 2)));
        }
        System.arraycopy(buffer, position, line, length, kept);
        length += kept;
    }

    private byte[] finished() {
        return withoutReturn(line, 0, length);
    }

    private static byte[] withoutReturn(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        return Arrays.copyOfRange(bytes, from, end);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
