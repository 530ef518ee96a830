package dev.candlewick.sources.lines;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * The bytes of a file as they are stored. Its failures are distinguished from those of the
 * decompressor above it: the one is worth a restart, the other is damage that no restart mends.
 */
public final class RawStream extends FilterInputStream {

    private final LongConsumer bytesRead;

    RawStream(InputStream in, LongConsumer bytesRead) {
        super(in);
        this.bytesRead = bytesRead;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        try {
            int read = in.read(buffer, offset, length);
            bytesRead.accept(Math.max(read, 0));
            return read;
        } catch (IOException e) {
            throw new Unreadable(e);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** The file system failed; what is in the file may be sound. */
    public static final class Unreadable extends IOException {
        Unreadable(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
