package dev.candlewick.sources.hyperliquid.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;

/** Frames of {@code fastAssetCtxs}. */
public final class PackedFrames {

    private PackedFrames() {}

    public static String of(String json) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(json.getBytes(StandardCharsets.UTF_8));
        deflater.finish();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        byte[] block = new byte[1_024];
        while (!deflater.finished()) {
            packed.write(block, 0, deflater.deflate(block));
        }
        deflater.end();
        return packed(Base64.getEncoder().encodeToString(packed.toByteArray()));
    }

    /** One that holds this text, packed or not. */
    static String packed(String text) {
        return "{\"channel\":\"fastAssetCtxs\",\"data\":\"" + text + "\"}";
    }
}
