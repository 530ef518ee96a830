package dev.candlewick.job.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** All series of a page as bytes, and where each of them is. */
final class PackedBars {

    private final byte[] bytes;
    private final List<Map<String, Object>> index;

    private PackedBars(byte[] bytes, List<Map<String, Object>> index) {
        this.bytes = bytes;
        this.index = index;
    }

    static PackedBars of(List<BarSeries> all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Map<String, Object>> index = new ArrayList<>();
        for (BarSeries series : all) {
            byte[] encoded = SeriesEncoding.encode(series);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("symbol", series.symbol());
            entry.put("interval", series.interval());
            entry.put("bars", series.rows().size());
            entry.put("offset", bytes.size());
            entry.put("digest", digest(encoded));
            index.add(entry);
            bytes.writeBytes(encoded);
        }
        return new PackedBars(bytes.toByteArray(), List.copyOf(index));
    }

    /** One entry a series: symbol, interval, bars, offset and digest. */
    List<Map<String, Object>> index() {
        return index;
    }

    /** Of everything. */
    String digest() {
        return digest(bytes);
    }

    String text() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(bytes);
        }
        return Base64.getEncoder().encodeToString(zipped.toByteArray());
    }

    /** The digest of what {@link #text} gave. */
    static String digestOf(String text) throws IOException {
        byte[] zipped = Base64.getDecoder().decode(text.strip());
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
            return digest(gzip.readAllBytes());
        }
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
