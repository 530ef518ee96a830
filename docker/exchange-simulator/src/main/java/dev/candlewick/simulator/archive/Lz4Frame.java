package dev.candlewick.simulator.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.xxhash.XXHashFactory;

/** Lines in an LZ4 frame. */
final class Lz4Frame {

    private static final int MAGIC_BYTES = 4;
    private static final int DESCRIPTOR_BYTES = 2;
    private static final int INDEPENDENT_BLOCKS = 0x20;

    private Lz4Frame() {}

    static byte[] of(List<String> lines) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (OutputStream out =
                new LZ4FrameOutputStream(frame, LZ4FrameOutputStream.BLOCKSIZE.SIZE_4MB)) {
            for (String line : lines) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frame.toByteArray();
    }

    /**
     * Says of a frame that its blocks may refer to earlier ones, which readers of independent
     * blocks refuse. None does, which is allowed too.
     */
    static byte[] saidToBeLinked(byte[] frame) {
        byte[] linked = frame.clone();
        linked[MAGIC_BYTES] &= (byte) ~INDEPENDENT_BLOCKS;
        int hash =
                XXHashFactory.fastestInstance()
                        .hash32()
                        .hash(linked, MAGIC_BYTES, DESCRIPTOR_BYTES, 0);
        linked[MAGIC_BYTES + DESCRIPTOR_BYTES] = (byte) (hash >> 8);
        return linked;
    }
}
