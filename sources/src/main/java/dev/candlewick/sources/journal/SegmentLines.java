package dev.candlewick.sources.journal;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The whole lines of a segment, and where each ends. */
final class SegmentLines implements Closeable {

    private static final int BUFFER = 64 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long offset;

    /**
     * @param skipped bytes at the beginning of the file that are not read: whole lines
     */
    SegmentLines(Path file, long skipped) throws IOException {
        in = Files.newInputStream(file);
        in.skipNBytes(skipped);
        offset = skipped;
    }

    /** Where in the file the last line ended, its line break included. */
    long offset() {
        return offset;
    }

    /** The next line without its line break; null when there is none that has one. */
    byte[] next() throws IOException {
        int end = position;
        while (true) {
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            if (end < limit) {
                byte[] line = Arrays.copyOfRange(buffer, position, end);
                offset += end + 1L - position;
                position = end + 1;
                return line;
            }
            int held = limit - position;
            if (!fill()) {
                return null;
            }
            end = held;
        }
    }

    /** Keeps the line that has begun, and reads more. */
    private boolean fill() throws IOException {
        int held = limit - position;
        byte[] target = held > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, position, target, 0, held);
        buffer = target;
        position = 0;
        limit = held;
        int read = in.read(buffer, limit, buffer.length - limit);
        limit += Math.max(read, 0);
        return read > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
