package dev.candlewick.sources.hyperliquid.wire;

import dev.candlewick.sources.json.Reason;
import dev.candlewick.sources.json.Rejection;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks Base64 of raw DEFLATE, never to more than the largest frame. */
final class PackedJson {

    private static final int BLOCK = 16 * 1024;

    private PackedJson() {}

    static byte[] unpack(String packed) throws Rejection {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(Base64.getDecoder().decode(packed));
            return inflated(inflater);
        } catch (IllegalArgumentException e) {
            throw unreadable("it is not Base64");
        } catch (DataFormatException e) {
            throw unreadable("it is not raw DEFLATE");
        } finally {
            inflater.end();
        }
    }

    private static byte[] inflated(Inflater inflater) throws DataFormatException, Rejection {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        byte[] block = new byte[BLOCK];
        while (!inflater.finished()) {
            int count = inflater.inflate(block);
            if (count == 0) {
                throw unreadable("it is cut short");
            }
            json.write(block, 0, count);
            if (json.size() > MessageDecoder.MAX_FRAME_BYTES) {
                throw new Rejection(
                        Reason.FRAME_TOO_LARGE,
                        " unpacks to more than %d bytes",
                        MessageDecoder.MAX_FRAME_BYTES);
            }
        }
        return json.toByteArray();
    }

    private static Rejection unreadable(String why) {
        return new Rejection(Reason.UNKNOWN_SHAPE, " cannot be unpacked: " + why);
    }
}
