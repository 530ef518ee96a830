package dev.candlewick.sources.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;

/** Writes small archives, of trades at made-up prices, hour by hour. */
final class TestingArchive {

    static final String DAY = "20250801";

    private final Path root;

    TestingArchive(Path root) {
        this.root = root;
    }

    /** The instant of a time of the day. */
    static long at(String time) {
        return Instant.parse("2025-08-01T" + time + "Z").toEpochMilli() * 1_000;
    }

    ArchiveRequest request(String from, String to, String... symbols) {
        return new ArchiveRequest(
                root.resolve("market_data").toString(),
                root.resolve("asset_ctxs").toString(),
                root.toString(),
                at(from),
                at(to),
                List.of(symbols),
                false);
    }

    TestingArchive fillsByBlock(String hour, String... lines) {
        return put("node_fills_by_block/hourly/" + DAY + "/" + hour + ".lz4", lz4(text(lines)));
    }

    TestingArchive fills(String hour, String... lines) {
        return put("node_fills/hourly/" + DAY + "/" + hour + ".lz4", lz4(text(lines)));
    }

    TestingArchive nodeTrades(String hour, String... lines) {
        return put("node_trades/hourly/" + DAY + "/" + hour + ".lz4", lz4(text(lines)));
    }

    TestingArchive books(String hour, String coin, String... lines) {
        return put(
                "market_data/" + DAY + "/" + hour + "/l2Book/" + coin + ".lz4", lz4(text(lines)));
    }

    TestingArchive contexts(String... rows) {
        return put("asset_ctxs/" + DAY + ".csv.lz4", lz4(text(rows)));
    }

    TestingArchive put(String object, byte[] bytes) {
        Path file = root.resolve(object);
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The lines with the fills of a trade, the aggressor's first. */
    static String fill(String coin, String time, long id, String price) {
        return side(coin, time, id, price, true) + "\n" + side(coin, time, id, price, false);
    }

    /** The line with one fill of a trade. */
    static String side(String coin, String time, long id, String price, boolean crossed) {
        return ("[\"0xa\",{\"coin\":\"%s\",\"px\":\"%s\",\"sz\":\"1\",\"side\":\"%s\",\"time\":%d,"
                        + "\"hash\":\"0x0\",\"oid\":1,\"crossed\":%b,\"tid\":%d}]")
                .formatted(coin, price, crossed ? "B" : "A", at(time) / 1_000, crossed, id);
    }

    /** A block with its number. */
    static String numbered(long number, String time, String... fills) {
        return block(time, fills)
                .replaceFirst(",\"events\"", ",\"block_number\":" + number + ",\"events\"");
    }

    /** A block without a number. */
    static String block(String written, String... fills) {
        return "{\"local_time\":\"2025-08-01T%s\",\"block_time\":\"2025-08-01T%s\",\"events\":[%s]}"
                .formatted(written, written, String.join(",", fills).replace("\n", ","));
    }

    static String nodeTrade(String coin, String time, long order, String price) {
        return ("{\"coin\":\"%s\",\"side\":\"B\",\"time\":\"2025-08-01T%s\",\"px\":\"%s\",\"sz\":\"1\","
                        + "\"hash\":\"0x0\",\"side_info\":[{\"oid\":%d},{\"oid\":1}]}")
                .formatted(coin, time, price, order);
    }

    static String book(String coin, String time, String bid, String ask) {
        return ("{\"time\":\"2025-08-01T%s\",\"ver_num\":1,\"raw\":{\"channel\":\"l2Book\",\"data\":"
                        + "{\"coin\":\"%s\",\"time\":%d,\"levels\":[[{\"px\":\"%s\",\"sz\":\"1\",\"n\":1}],"
                        + "[{\"px\":\"%s\",\"sz\":\"1\",\"n\":1}]]}}}")
                .formatted(time, coin, at(time) / 1_000, bid, ask);
    }

    static byte[] text(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] lz4(byte[] content) {
        return lz4(content, FLG.Bits.BLOCK_INDEPENDENCE, FLG.Bits.CONTENT_CHECKSUM);
    }

    static byte[] lz4(byte[] content, FLG.Bits... flags) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (OutputStream out = new LZ4FrameOutputStream(frame, BLOCKSIZE.SIZE_64KB, -1L, flags)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frame.toByteArray();
    }
}
