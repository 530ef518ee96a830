package dev.candlewick.job.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Generated trades as a recording: one frame of the channel {@code trades} a line. */
final class FrameFile {

    private static final double LATE = 0.02;
    private static final double VERY_LATE = 0.000_5;
    private static final int DECIMALS = 18;
    private static final int RESENT_FRAMES = 50;
    private static final int BETWEEN_RECONNECTS = 50_000;

    private final GeneratedTrades trades;

    FrameFile(GeneratedTrades trades) {
        this.trades = trades;
    }

    void write(Path file, int days) throws IOException {
        try (OutputStream out = open(file)) {
            for (int day = 0; day < days; day++) {
                trades.frames(day, frame -> write(line(frame, false), out));
            }
        }
    }

    /**
     * The same of one day as a bad connection brings it: 2 % of the frames up to 3 s late, 0.05 %
     * up to 90 s late, and 50 frames sent again now and then. One size in sixteen has 18 decimals.
     */
    void writeDirty(Path file) throws IOException {
        record Arrival(long at, long order, String line) {}
        SplittableRandom random = new SplittableRandom(1);
        PriorityQueue<Arrival> waiting =
                new PriorityQueue<>(
                        (a, b) ->
                                a.at == b.at
                                        ? Long.compare(a.order, b.order)
                                        : Long.compare(a.at, b.at));
        ArrayDeque<String> newest = new ArrayDeque<>();
        long[] written = new long[2];
        try (OutputStream out = open(file)) {
            trades.frames(
                    0,
                    frame -> {
                        while (!waiting.isEmpty() && waiting.peek().at <= frame.timeMillis()) {
                            send(waiting.remove().line, newest, written, out);
                        }
                        waiting.add(
                                new Arrival(
                                        frame.timeMillis() + delay(random),
                                        written[1]++,
                                        line(frame, true)));
                    });
            while (!waiting.isEmpty()) {
                send(waiting.remove().line, newest, written, out);
            }
        }
    }

    private static long delay(SplittableRandom random) {
        double luck = random.nextDouble();
        if (luck < VERY_LATE) {
            return random.nextInt(90_000);
        }
        return luck < LATE ? random.nextInt(3_000) : 0;
    }

    private static void send(
            String line, ArrayDeque<String> newest, long[] written, OutputStream out) {
        write(line, out);
        newest.add(line);
        if (newest.size() > RESENT_FRAMES) {
            newest.remove();
        }
        if (++written[0] % BETWEEN_RECONNECTS == 0) {
            newest.forEach(again -> write(again, out));
        }
    }

    private static String line(GeneratedTrades.Frame frame, boolean withLongSizes) {
        StringBuilder json = new StringBuilder(600).append("{\"channel\":\"trades\",\"data\":[");
        for (GeneratedTrades.Fill fill : frame.fills()) {
            if (json.charAt(json.length() - 1) == '}') {
                json.append(',');
            }
            json.append("{\"coin\":\"").append(frame.coin().name());
            json.append("\",\"side\":\"").append(fill.isBuy() ? 'B' : 'A').append("\",\"px\":\"");
            frame.coin().price(json, fill.priceDigits()).append("\",\"sz\":\"");
            frame.coin().size(json, fill.sizeDigits());
            if (withLongSizes && fill.id() % 16 == 0) {
                lengthen(json, fill.id());
            }
            json.append("\",\"time\":")
                    .append(frame.timeMillis())
                    .append(",\"hash\":\"")
                    .append(frame.hash());
            json.append("\",\"tid\":").append(fill.id()).append(",\"users\":[\"");
            json.append(fill.buyer()).append("\",\"").append(fill.seller()).append("\"]}");
        }
        return json.append("]}\n").toString();
    }

    /** Adds digits to the decimal at the end. */
    private static void lengthen(StringBuilder json, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int end = json.lastIndexOf(".") + 1 + DECIMALS;
        while (json.length() < end) {
            json.append((char) ('1' + random.nextInt(9)));
        }
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 20);
    }

    private static void write(String line, OutputStream out) {
        try {
            out.write(line.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
