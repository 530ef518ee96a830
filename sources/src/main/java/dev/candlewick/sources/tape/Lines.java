package dev.candlewick.sources.tape;

import dev.candlewick.sources.hyperliquid.MessageDecoder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a file as bytes. A line beyond all measure is cut to just above what the decoder
 * refuses, so that a file without line breaks cannot fill the memory.
 */
final class Lines implements Closeable {

    private static final int MAX_LINE = MessageDecoder.MAX_FRAME_BYTES + 64;
    private static final int INITIAL_LINE = 4 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[Compression.BUFFER];
    private int position;
    private int limit;
    private byte[] line = new byte[INITIAL_LINE];
    private int length;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next line without its line break; null at the end. */
    byte[] next() throws IOException {
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
        int kept = Math.min(end - position, MAX_LINE - length);
        if (length + kept > line.length) {
            line =
                    Arrays.copyOf(
                            line, Math.min(MAX_LINE, Math.max(length + kept, line.length * 2)));
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
