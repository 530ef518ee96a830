package dev.candlewick.sinks.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Compresses pages one after the other, each at once and by the same native context: Parquet's own
 * codec makes one for each page and feeds it bit by bit. What it returns is valid until the next
 * page.
 */
final class ZstdPages implements BytesInputCompressor, AutoCloseable {

    /** Faster than the usual 3, for some percent of size; compaction rewrites files. */
    private static final int LEVEL = 1;

    private ZstdCompressCtx context;
    private byte[] compressed = new byte[0];

    /** Makes the context, which takes native memory until it is closed. */
    ZstdPages open() {
        context = new ZstdCompressCtx().setLevel(LEVEL);
        return this;
    }

    @Override
    public BytesInput compress(BytesInput page) throws IOException {
        // A page that is one array stays where it is; on the heap there is nothing to release.
        ByteBuffer plain = page.toByteBuffer(HeapByteBufferAllocator.getInstance(), released -> {});
        int bound = Math.toIntExact(Zstd.compressBound(plain.remaining()));
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int size =
                context.compressByteArray(
                        compressed,
                        0,
                        compressed.length,
                        plain.array(),
                        plain.arrayOffset() + plain.position(),
                        plain.remaining());
        return BytesInput.from(compressed, 0, size);
    }

    @Override
    public CompressionCodecName getCodecName() {
        return CompressionCodecName.ZSTD;
    }

    @Override
    public void release() {
        close();
    }

    @Override
    public void close() {
        context.close();
    }
}
