package dev.candlewick.sources.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.apache.flink.core.fs.Path;

/**
 * The lines of a file as bytes. A line beyond all measure is cut, so that a file without line
 * breaks cannot fill the memory.
 */
public final class Lines implements Closeable {

    private static final int INITIAL_LINE = 4 * 1024;

    private final InputStream in;
    private final int maxLine;
    private final byte[] buffer = new byte[Compression.BUFFER];
    private int position;
    private int limit;
    private byte[] line = new byte[INITIAL_LINE];
    private int length;

    /**
     * @param maxLine to how many bytes a longer line is cut
     */
    public Lines(InputStream in, int maxLine) {
        this.in = in;
        this.maxLine = maxLine;
    }

    /**
     * Opens a file of any file system that Flink knows, decompressed if its first bytes say so.
     *
     * @param bytesRead is told how many bytes were taken from where they are stored
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
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private int indexOfLineBreak() {
        int end = position;
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
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return Arrays.copyOf(line, end);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
