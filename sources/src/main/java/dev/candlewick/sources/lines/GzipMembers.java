package dev.candlewick.sources.lines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * GZIP members one after another. Unlike the decoder of the JDK it takes nothing for the end that
 * is none, and unlike others it hands over all content of a member before it judges the checksum.
 */
final class GzipMembers extends InputStream {

    static final int MAGIC = 0x8B1F;

    private static final int DEFLATE = 8;
    private static final int HEADER_CHECKSUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int BYTES_OF_TIME_AND_SYSTEM = 6;

    private final BufferedInputStream stored;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] input = new byte[Compression.BUFFER];
    private int fed;
    private boolean inMember;

    GzipMembers(BufferedInputStream stored) {
        this.stored = stored;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || enterNext()) {
            int read = inflate(buffer, offset, length);
            if (read > 0) {
                checksum.update(buffer, offset, read);
                return read;
            }
            if (inflater.finished()) {
                leave();
            } else {
                feed();
            }
        }
        return -1;
    }

    private int inflate(byte[] buffer, int offset, int length) throws IOException {
        try {
            return inflater.inflate(buffer, offset, length);
        } catch (DataFormatException e) {
            throw new IOException("a GZIP member is damaged: " + e.getMessage(), e);
        }
    }

    private void feed() throws IOException {
        if (inflater.needsDictionary()) {
            throw new IOException("a GZIP member is damaged: it needs a dictionary");
        }
        stored.mark(input.length);
        fed = stored.read(input, 0, input.length);
        if (fed < 0) {
            throw new CutOff();
        }
        inflater.setInput(input, 0, fed);
    }

    /** Goes back to where the content of the member ended, and checks it. */
    private void leave() throws IOException {
        stored.reset();
        stored.skipNBytes(fed - inflater.getRemaining());
        boolean same =
                fourBytes() == (int) checksum.getValue()
                        && fourBytes() == (int) inflater.getBytesWritten();
        inflater.reset();
        checksum.reset();
        inMember = false;
        if (!same) {
            throw new IOException("the checksum of a GZIP member is wrong");
        }
    }

    /** Returns false at the end of the file, which may be padded with zeros. */
    private boolean enterNext() throws IOException {
        int first = stored.read();
        while (first == 0) {
            first = stored.read();
        }
        if (first < 0) {
            return false;
        }
        if (first != (MAGIC & 0xFF) || next() != MAGIC >> 8 || next() != DEFLATE) {
            throw new CutOff("no GZIP member where one should begin");
        }
        skipHeader(next());
        inMember = true;
        return true;
    }

    private void skipHeader(int flags) throws IOException {
        skip(BYTES_OF_TIME_AND_SYSTEM);
        if ((flags & EXTRA) != 0) {
            skip(next() | (next() << 8));
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            skip(2);
        }
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText() throws IOException {
        while (next() != 0) {
            // Up to its end.
        }
    }

    private int fourBytes() throws IOException {
        return next() | (next() << 8) | (next() << 16) | (next() << 24);
    }

    private int next() throws IOException {
        int next = stored.read();
        if (next < 0) {
            throw new CutOff();
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        stored.close();
    }
}
