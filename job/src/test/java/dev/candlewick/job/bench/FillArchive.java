package dev.candlewick.job.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jpountz.lz4.LZ4FrameOutputStream;

/**
 * Generated trades as hours of fills by block, two fills a trade, as the historical archive has
 * them.
 */
final class FillArchive {

    private static final long HOUR_MILLIS = 3_600_000;
    private static final long LOCAL_DELAY_MILLIS = 100;
    private static final long FIRST_BLOCK = 720_000_000;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyyMMdd/H", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final Path folder;
    private OutputStream out;
    private long hour = Long.MIN_VALUE;
    private long block = FIRST_BLOCK;
    private long blockMillis;

    private FillArchive(Path folder) {
        this.folder = folder;
    }

    /** Writes hour files below a folder. */
    static void write(GeneratedTrades trades, int days, Path folder) throws IOException {
        FillArchive archive = new FillArchive(folder.resolve("node_fills_by_block/hourly"));
        for (int day = 0; day < days; day++) {
            trades.frames(day, archive::add);
        }
        archive.out.close();
    }

    private void add(GeneratedTrades.Frame frame) {
        try {
            long local = frame.timeMillis() + LOCAL_DELAY_MILLIS;
            if (local / HOUR_MILLIS != hour) {
                hour = local / HOUR_MILLIS;
                open(Instant.ofEpochMilli(local));
            }
            out.write(line(frame, local).getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void open(Instant instant) throws IOException {
        if (out != null) {
            out.close();
        }
        Path file = folder.resolve(HOUR.format(instant) + ".lz4");
        Files.createDirectories(file.getParent());
        out =
                new LZ4FrameOutputStream(
                        Files.newOutputStream(file), LZ4FrameOutputStream.BLOCKSIZE.SIZE_4MB);
    }

    private String line(GeneratedTrades.Frame frame, long local) {
        StringBuilder json = new StringBuilder(1_500);
        json.append("{\"local_time\":\"").append(TIME.format(Instant.ofEpochMilli(local)));
        json.append("000000\",\"block_time\":\"");
        blockMillis = Math.max(blockMillis, frame.timeMillis()); // that of a chain never falls
        json.append(TIME.format(Instant.ofEpochMilli(blockMillis)));
        json.append("000000\",\"block_number\":").append(block++).append(",\"events\":[");
        for (GeneratedTrades.Fill fill : frame.fills()) {
            fill(json, frame, fill, true);
            fill(json, frame, fill, false);
        }
        json.setLength(json.length() - 1);
        return json.append("]}\n").toString();
    }

    private static void fill(
            StringBuilder json,
            GeneratedTrades.Frame frame,
            GeneratedTrades.Fill fill,
            boolean crossed) {
        boolean buys = fill.isBuy() == crossed;
        long order = fill.id() / 1_000 + (crossed ? 1 : 0);
        json.append("[\"").append(buys ? fill.buyer() : fill.seller()).append("\",{\"coin\":\"");
        json.append(frame.coin().name()).append("\",\"px\":\"");
        frame.coin().price(json, fill.priceDigits()).append("\",\"sz\":\"");
        frame.coin().size(json, fill.sizeDigits()).append("\",\"side\":\"");
        json.append(buys ? 'B' : 'A').append("\",\"time\":").append(frame.timeMillis());
        json.append(",\"startPosition\":\"0.0\",\"dir\":\"");
        json.append(buys ? "Open Long" : "Open Short")
                .append("\",\"closedPnl\":\"0.0\",\"hash\":\"");
        json.append(frame.hash()).append("\",\"oid\":").append(order).append(",\"crossed\":");
        json.append(crossed).append(",\"fee\":\"0.123456\",\"tid\":").append(fill.id());
        json.append(",\"feeToken\":\"USDC\",\"twapId\":null}],");
    }
}
