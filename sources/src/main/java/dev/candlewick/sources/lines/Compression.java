package dev.candlewick.sources.lines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The compression of a file, detected by its first bytes. */
enum Compression {
    PLAIN {
        @Override
        InputStream open(BufferedInputStream stored) {
            return stored;
        }
    },
    GZIP {
        @Override
        InputStream open(BufferedInputStream stored) {
            return new GzipMembers(stored);
        }
    },
    LZ4 {
        @Override
        InputStream open(BufferedInputStream stored) {
            return new Lz4Frames(stored);
        }
    };

    static final int BUFFER = 64 * 1024;

    abstract InputStream open(BufferedInputStream stored);

    static InputStream decompressed(InputStream raw) throws IOException {
        BufferedInputStream stored = new BufferedInputStream(raw, BUFFER);
        return of(stored).open(stored);
    }

    /** Whether a file is compressed, so that damage of its content is detected. */
    static boolean isUsedIn(InputStream raw) throws IOException {
        return of(new BufferedInputStream(raw, BUFFER)) != PLAIN;
    }

    private static Compression of(BufferedInputStream stored) throws IOException {
        stored.mark(Integer.BYTES);
        byte[] start = stored.readNBytes(Integer.BYTES);
        stored.reset();
        if (start.length >= 2 && (littleEndian(start) & 0xFFFF) == GzipMembers.MAGIC) {
            return GZIP;
        }
        return start.length == Integer.BYTES && Lz4Frames.isMagic(littleEndian(start))
                ? LZ4
                : PLAIN;
    }

    static int littleEndian(byte[] bytes) {
        int value = 0;
        for (int i = 0; i < Math.min(bytes.length, Integer.BYTES); i++) {
            value |= (bytes[i] & 0xFF) << (8 * i);
        }
        return value;
    }
}
