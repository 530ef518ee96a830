package dev.candlewick.sources.lines;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** How a file is stored, told from its first bytes, whatever it is called. */
enum Compression {
    PLAIN {
        @Override
        InputStream open(BufferedInputStream stored) {
            return stored;
        }
    },
    GZIP {
        @Override
        InputStream open(BufferedInputStream stored) throws IOException {
            return new GZIPInputStream(stored, BUFFER);
        }
    },
    LZ4 {
        @Override
        InputStream open(BufferedInputStream stored) {
            return new Lz4Frames(stored);
        }
    };

    static final int BUFFER = 64 * 1024;

    private static final int GZIP_MAGIC = 0x8B1F;

    abstract InputStream open(BufferedInputStream stored) throws IOException;

    static InputStream decompressed(InputStream raw) throws IOException {
        BufferedInputStream stored = new BufferedInputStream(raw, BUFFER);
        return of(stored).open(stored);
    }

    private static Compression of(BufferedInputStream stored) throws IOException {
        stored.mark(Integer.BYTES);
        byte[] start = stored.readNBytes(Integer.BYTES);
        stored.reset();
        if (start.length >= 2 && (littleEndian(start) & 0xFFFF) == GZIP_MAGIC) {
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
