package dev.candlewick.sources.replay;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.hyperliquid.session.HyperliquidFeed;
import dev.candlewick.sources.hyperliquid.wire.MessageDecoder;
import dev.candlewick.sources.hyperliquid.wire.Recordings;
import dev.candlewick.sources.json.ValidationRules;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many trades one core decodes, and how many it takes from a file to events. No test: run its
 * main from the test classpath and read what it prints.
 */
final class DecodeBenchmark {

    /** As the reader hands them over. */
    private static final int ROUNDS = 8;

    private static final int FRAMES = 200_000;

    private DecodeBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        List<byte[]> trades = frames("\"trades\"", FRAMES);
        List<byte[]> books = frames("\"l2Book\"", FRAMES / 10);
        for (int round = 1; round <= ROUNDS; round++) {
            decode("trades", trades);
            decode("l2Book", books);
            tape(trades);
        }
    }

    /** Recorded frames with about two trades each, over and over. */
    private static List<byte[]> frames(String channel, int count) throws IOException {
        List<byte[]> recorded =
                Recordings.lines(Recordings.BTC_TAPE).stream()
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .filter(frame -> frame.contains(channel) && frame.length() < 2_000)
                        .map(frame -> frame.getBytes(StandardCharsets.UTF_8))
                        .toList();
        List<byte[]> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            frames.add(recorded.get(i % recorded.size()));
        }
        return frames;
    }

    private static void decode(String what, List<byte[]> frames) {
        MessageDecoder decoder =
                new MessageDecoder(
                        "bench", Origin.TAPE, new ValidationRules(new BigDecimal("1e9"), true));
        long bytes = 0;
        long trades = 0;
        long started = cpuNanos();
        for (byte[] frame : frames) {
            bytes += frame.length;
            for (FeedSignal message : decoder.decode(frame, 1_900_000_000_000_000L)) {
                trades += message instanceof FeedSignal.Trades found ? found.trades().size() : 0;
            }
        }
        print("decode " + what, frames.size(), trades, bytes, cpuNanos() - started);
    }

    private static void tape(List<byte[]> frames) throws IOException {
        Path file = Files.createTempFile("bench", ".jsonl");
        try {
            write(frames, file);
            long[] trades = new long[1];
            ReplaySplit split = ReplaySplit.of(List.of(file.toString()));
            ReplaySplitState feeds = new ReplaySplitState(split, 2_000_000);
            long started = cpuNanos();
            try (RecordedFiles tape =
                    RecordedFiles.open(
                            split,
                            HyperliquidFeed.of(),
                            new BigDecimal("1e9"),
                            new ReplayProgress())) {
                ReplayBatch batch = new ReplayBatch(split.splitId(), 1);
                while (tape.next(batch)) {
                    feeds.accept(
                            batch,
                            event -> trades[0] += event.run() == null ? 0 : event.run().length());
                    batch = new ReplayBatch(split.splitId(), 1);
                }
            }
            long spent = cpuNanos() - started;
            print("file to events", frames.size(), trades[0], Files.size(file), spent);
        } finally {
            Files.delete(file);
        }
    }

    private static void write(List<byte[]> frames, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        long now = 1_900_000_000_000_000_000L;
        for (byte[] frame : frames) {
            now += 10_000_000;
            text.append(now).append(' ').append(new String(frame, StandardCharsets.UTF_8));
            text.append('\n');
        }
        Files.writeString(file, text);
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void print(String what, long frames, long trades, long bytes, long nanos) {
        double seconds = nanos / 1e9;
        System.out.printf(
                "%-15s %,10.0f frames/s %,11.0f trades/s %6.0f MB/s per core%n",
                what, frames / seconds, trades / seconds, bytes / seconds / 1e6);
    }
}
