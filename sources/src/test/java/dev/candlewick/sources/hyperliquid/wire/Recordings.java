package dev.candlewick.sources.hyperliquid.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The recorded frames beside the tests; their README says where they are from. */
public final class Recordings {

    public static final String BTC_TAPE = "btc_trades_l2book_20250126.recvns.jsonl.gz";

    private static final List<String> PLAIN =
            List.of(
                    "mainnet_frames_20260903.jsonl",
                    "roq_frames_20251216.jsonl",
                    "tardis_frames_2024_2025.jsonl",
                    "testnet_frames_20260728.jsonl");

    private Recordings() {}

    /** The lines of one file as they are. */
    public static List<String> lines(String file) throws IOException {
        try (InputStream raw = Recordings.class.getResourceAsStream(file);
                InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(plain.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** Every recorded frame, without receive times. */
    static List<byte[]> frames() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String file : PLAIN) {
            lines.addAll(lines(file));
        }
        for (String line : lines(BTC_TAPE)) {
            lines.add(line.substring(line.indexOf(' ') + 1));
        }
        return lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    }
}
