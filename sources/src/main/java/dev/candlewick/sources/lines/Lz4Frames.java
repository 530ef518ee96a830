package dev.candlewick.sources.lines;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;

/**
 * LZ4 frames one after another. Frames of independent blocks are read by the fast decoder, which
 * refuses linked blocks; those go to a slower one. Each frame is asked, because concatenated files
 * may mix them.
 */
final class Lz4Frames extends InputStream {

    private static final int MAGIC = 0x184D2204;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;
    private static final int INDEPENDENT_BLOCKS = 1 << 5;

    private final BufferedInputStream stored;
    private InputStream frame;

    Lz4Frames(BufferedInputStream stored) {
        this.stored = stored;
    }

    static boolean isMagic(int magic) {
        return magic == MAGIC || isSkippable(magic);
    }

    private static boolean isSkippable(int magic) {
        return (magic & SKIPPABLE_MASK) == SKIPPABLE_MAGIC;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (frame != null || openNext()) {
            int read = readFrame(buffer, offset, length);
            if (read >= 0) {
                return read;
            }
            frame = null;
        }
        return -1;
    }

    /** Damaged input makes some decoders throw runtime exceptions. */
    private int readFrame(byte[] buffer, int offset, int length) throws IOException {
        try {
            return frame.read(buffer, offset, length);
        } catch (RuntimeException e) {
            throw new IOException("an LZ4 frame is damaged: " + e.getMessage(), e);
        } catch (RawStream.Unreadable e) {
            throw e;
        } catch (IOException e) {
            throw isAtTheEnd(e) ? new CutOff() : e;
        }
    }

    /** Neither decoder has a type for it. */
    private static boolean isAtTheEnd(IOException e) {
        String message = e.getMessage() == null ? "" : e.getMessage();
        return e instanceof EOFException || message.toLowerCase(Locale.ROOT).contains("premature");
    }

    /** Returns false at the end of the file. */
    private boolean openNext() throws IOException {
        while (true) {
            stored.mark(Integer.BYTES + 1);
            byte[] header = stored.readNBytes(Integer.BYTES + 1);
            stored.reset();
            if (header.length == 0) {
                return false;
            }
            int magic = Compression.littleEndian(header);
            if (header.length <= Integer.BYTES || !isMagic(magic)) {
                throw new CutOff("no LZ4 frame where one should begin");
            }
            if (!isSkippable(magic)) {
                frame = open(header[Integer.BYTES]);
                return true;
            }
            stored.skipNBytes(Integer.BYTES);
            stored.skipNBytes(
                    Compression.littleEndian(stored.readNBytes(Integer.BYTES)) & 0xFFFF_FFFFL);
        }
    }

    private InputStream open(byte flags) throws IOException {
        return (flags & INDEPENDENT_BLOCKS) != 0
                ? new LZ4FrameInputStream(stored, true)
                : new FramedLZ4CompressorInputStream(stored, false);
    }

    @Override
    public void close() throws IOException {
        stored.close();
    }
}
