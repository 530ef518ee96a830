package dev.candlewick.sources.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.commons.compress.compressors.lz4.BlockLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.BlockSize;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which a tape may be stored gives the same bytes. */
class CompressionTest {

    private static final byte[] CONTENT = content();

    @Test
    void plainFilesAreReadAsTheyAre() throws IOException {
        assertThat(read(CONTENT)).isEqualTo(CONTENT);
        assertThat(read(new byte[0])).isEmpty();
        assertThat(read(new byte[] {'{'})).containsExactly('{');
    }

    @Test
    void gzipFilesMayHaveBeenAppendedTo() throws IOException {
        assertThat(read(joined(gzip(), gzip()))).isEqualTo(joined(CONTENT, CONTENT));
    }

    @Test
    void lz4FramesOfIndependentBlocks() throws IOException {
        assertThat(read(lz4())).isEqualTo(CONTENT);
    }

    @Test
    void lz4FramesOfLinkedBlocks() throws IOException {
        assertThat(lz4Linked()[4] & (1 << 5)).isZero();
        assertThat(read(lz4Linked())).isEqualTo(CONTENT);
    }

    @Test
    void lz4FramesOfEitherKindMayFollowEachOther() throws IOException {
        byte[] skippable = {0x5A, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 'x', 'y', 'z'};

        assertThat(
                        read(
                                joined(
                                        skippable,
                                        joined(
                                                lz4(),
                                                joined(lz4Linked(), joined(skippable, lz4()))))))
                .isEqualTo(joined(CONTENT, joined(CONTENT, CONTENT)));
    }

    @Test
    void damageMakesAllOfAFileDoubtfulButItsLossOfAnEndDoesNot(@TempDir Path folder)
            throws IOException {
        for (byte[] stored : List.of(gzip(), lz4(), joined(gzip(), gzip()))) {
            assertThat(fault(folder, stored)).isNull();
            for (int length : new int[] {5, 30, stored.length / 2, stored.length - 1}) {
                assertThat(fault(folder, Arrays.copyOf(stored, length))).isNull();
            }
            assertThat(fault(folder, joined(stored, "garbage".getBytes(UTF_8)))).isNull();
        }
        for (byte[] stored : List.of(gzip(), joined(gzip(), gzip()))) {
            for (int place : new int[] {stored.length / 4, stored.length - 6, stored.length - 2}) {
                byte[] damaged = stored.clone();
                damaged[place] ^= 0x10;
                assertThat(fault(folder, damaged)).as("damage at %d", place).isNotNull();
            }
        }
        assertThat(fault(folder, CONTENT)).isNull();
    }

    private static String fault(Path folder, byte[] stored) throws IOException {
        Path file = Files.write(folder.resolve("stored"), stored);
        return Soundness.faultOf(new org.apache.flink.core.fs.Path(file.toUri()));
    }

    @Test
    void whatFollowsAGzipMemberAndIsNoneIsDamage() throws IOException {
        byte[] second = gzip();
        second[1] ^= 0x10;

        assertThatThrownBy(() -> read(joined(gzip(), second))).isInstanceOf(IOException.class);
    }

    private static byte[] read(byte[] stored) throws IOException {
        RawStream raw = new RawStream(new ByteArrayInputStream(stored), ignored -> {});
        return Compression.decompressed(raw).readAllBytes();
    }

    private static byte[] gzip() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return written(new GZIPOutputStream(bytes), bytes);
    }

    private static byte[] lz4() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        return written(
                new LZ4FrameOutputStream(bytes, LZ4FrameOutputStream.BLOCKSIZE.SIZE_64KB), bytes);
    }

    private static byte[] lz4Linked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Parameters linked =
                new Parameters(
                        BlockSize.K64,
                        true,
                        false,
                        true,
                        BlockLZ4CompressorOutputStream.createParameterBuilder().build());
        return written(new FramedLZ4CompressorOutputStream(bytes, linked), bytes);
    }

    private static byte[] written(OutputStream out, ByteArrayOutputStream bytes)
            throws IOException {
        try (out) {
            out.write(CONTENT);
        }
        return bytes.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(one);
        joined.writeBytes(other);
        return joined.toByteArray();
    }

    /** Larger than a block, and repetitive, so that linked blocks do refer to each other. */
    private static byte[] content() {
        Random random = new Random(7);
        byte[] content = new byte[300_000];
        for (int i = 0; i < content.length; i++) {
            content[i] =
                    (byte)
                            (i < 1_000 || random.nextInt(50) == 0
                                    ? random.nextInt(256)
                                    : content[i - 1_000]);
        }
        content[0] = '{';
        return content;
    }
}
