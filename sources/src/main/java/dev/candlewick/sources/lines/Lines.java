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
    private byte[] buffer = new byte[Compression.BUFFER];
    private byte[] otherBuffer = new byte[Compression.BUFFER];
    private boolean begun;
    private int position;
    private int limit;

    /** What has been gathered of a line that does not stand whole in a buffer. */
    private byte[] gathered = new byte[INITIAL_LINE];

    private byte[] otherGathered = new byte[INITIAL_LINE];
    private int kept;
    private byte[] bytes;
    private int offset;
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

    /** A copy of the next line without its line break; null at the end. */
    public byte[] next() throws IOException {
        return advance() ? Arrays.copyOfRange(bytes, offset, offset + length) : null;
    }

    /**
     * Goes on to the next line, which stands without its line break at {@code [offset, offset +
     * length)} of {@link #bytes}, and stays there while the line after it is the current one.
     *
     * @return false at the end
     */
    public boolean advance() throws IOException {
        kept = 0;
        while (position < limit || fill()) {
            int end = indexOfLineBreak();
            if (kept == 0 && end < limit && end - position <= maxLine) {
                stand(buffer, position, end);
                position = end + 1;
                return true;
            }
            keep(end);
            position = end + 1;
            if (end < limit) {
                standGathered();
                return true;
            }
        }
        if (kept == 0) {
            return false;
        }
        standGathered();
        return true;
    }

    /** What the current line stands in. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where the current line begins. */
    public int offset() {
        return offset;
    }

    /** The length of the current line. */
    public int length() {
        return length;
    }

    private void standGathered() {
        stand(gathered, 0, kept);
        byte[] used = gathered;
        gathered = otherGathered;
        otherGathered = used;
    }

    private void stand(byte[] in, int from, int to) {
        bytes = in;
        offset = from;
        length = (to > from && in[to - 1] == '\r' ? to - 1 : to) - from;
    }

    private boolean fill() throws IOException {
        if (bytes == buffer) {
            buffer = otherBuffer; // the current line stays in the one that it stands in
            otherBuffer = bytes;
        }
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
        int added = Math.min(end - position, maxLine - kept);
        // One byte stays free, so that a line never looks like an array that may be kept.
        if (kept + added >= gathered.length) {
            int capacity = Math.min(maxLine + 1, Math.max(kept + added + 1, gathered.length * 2));
            gathered = Arrays.copyOf(gathered, capacity);
        }
        System.arraycopy(buffer, position, gathered, kept, added);
        kept += added;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
