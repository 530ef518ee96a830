package dev.candlewick.sources.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.sun.management.OperatingSystemMXBean;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.archive.SimulatedArchive;
import dev.candlewick.sources.hyperliquid.archive.ArchiveLines;
import dev.candlewick.sources.hyperliquid.archive.LineDecoder;
import dev.candlewick.sources.hyperliquid.archive.LineOrigin;
import dev.candlewick.sources.hyperliquid.archive.LineOutput;
import dev.candlewick.sources.json.ValidationRules;
import dev.candlewick.sources.lines.Lines;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * How fast LZ4 files of fills are read by the source in a job, against a loop that only
 * decompresses and parses. No test: run its main from the test classpath, with a folder for its
 * files, and read what it prints.
 */
final class ArchiveBenchmark {

    private static final int ROUNDS = 2;
    private static final int HOURS = 4;
    private static final int REPEATS = 10;
    private static final int MAX_LINE = 16 * 1024 * 1024;
    private static final List<String> ALL = List.of("BTC", "ETH", "SOL", "WLFI");
    private static final long FROM = Instant.parse("2025-09-04T12:00:00Z").toEpochMilli() * 1_000;
    private static final long TO = Instant.parse("2025-09-05T12:00:00Z").toEpochMilli() * 1_000;

    private ArchiveBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "bench");
        long bytes = write(folder);
        System.out.printf("%d hours of fills by block, %,d bytes of lines%n", HOURS, bytes);
        for (int round = 1; round <= ROUNDS; round++) {
            time("decompress, lines", bytes, () -> eachLine(folder, ArchiveBenchmark::nothing));
            time("  and parse as JSON", bytes, () -> eachLine(folder, ArchiveBenchmark::parse));
            time("  and decode, 4 coins", bytes, () -> decode(folder, ALL));
            time("  and decode, WLFI", bytes, () -> decode(folder, List.of("WLFI")));
            time("a job without files", 0, () -> job(folder.resolve("nothing"), 1));
            time("source in a job, p=1", bytes, () -> job(folder, 1));
            time("source in a job, p=2", bytes, () -> job(folder, 2));
        }
    }

    /** The hour before the last of a recorded tape, over and over. */
    private static long write(Path folder) throws IOException {
        Path recorded = folder.resolve("recorded");
        SimulatedArchive.of(Tape.recorded()).writeTo(recorded);
        List<byte[]> lines = new ArrayList<>();
        Path hour = recorded.resolve("node_fills_by_block/hourly/20250904/19.lz4");
        try (Lines in = open(hour)) {
            for (byte[] line = in.next(); line != null; line = in.next()) {
                lines.add(line);
            }
        }
        Path day = Files.createDirectories(day(folder));
        long bytes = 0;
        for (int i = 0; i < HOURS; i++) {
            try (OutputStream file = Files.newOutputStream(day.resolve(20 + i + ".lz4"));
                    OutputStream out = new LZ4FrameOutputStream(file)) {
                for (int repeat = 0; repeat < REPEATS; repeat++) {
                    for (byte[] line : lines) {
                        out.write(line);
                        out.write('\n');
                        bytes += line.length + 1;
                    }
                }
            }
        }
        return bytes;
    }

    private static Path day(Path folder) {
        return folder.resolve("node_fills_by_block/hourly/20250904");
    }

    private static Lines open(Path file) throws IOException {
        return Lines.open(new org.apache.flink.core.fs.Path(file.toUri()), MAX_LINE, ignored -> {});
    }

    private static void eachLine(Path folder, LineWork work) throws IOException {
        for (int i = 0; i < HOURS; i++) {
            try (Lines in = open(day(folder).resolve(20 + i + ".lz4"))) {
                for (byte[] line = in.next(); line != null; line = in.next()) {
                    work.on(line);
                }
            }
        }
    }

    private static void nothing(byte[] line) {
        // Only the reading counts.
    }

    private static final JsonFactory JSON = new JsonFactory();

    private static void parse(byte[] line) throws IOException {
        try (JsonParser parser = JSON.createParser(line)) {
            while (parser.nextToken() != null) {
                parser.getTextLength();
            }
        }
    }

    private static void decode(Path folder, List<String> coins) throws IOException {
        ValidationRules rules = new ValidationRules(new BigDecimal("1e9").setScale(0), true);
        LineDecoder decoder =
                ArchiveLines.blocks(
                        new LineOrigin("file", FROM, TO, rules, Set.copyOf(coins)::contains));
        LineOutput output = new Ignored();
        eachLine(folder, line -> decoder.decode(line, output));
    }

    /** Only the decoding counts. */
    private static final class Ignored implements LineOutput {

        @Override
        public void event(FeedEvent event) {}

        @Override
        public void refused(FeedEvent deadLetter) {}

        @Override
        public void block(long number, long time) {}

        @Override
        public void line(long time) {}

        @Override
        public void lost(String symbol) {}

        @Override
        public void doubted(String symbol, long from, long to, String reason) {}

        @Override
        public void notMatched() {}
    }

    private static void job(Path folder, int parallelism) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism);
        env.getConfig().enableObjectReuse();
        ArchiveSource source =
                ArchiveSource.builder(
                                new ArchiveRequest(
                                        null, null, folder.toString(), FROM, TO, ALL, false))
                        .build();
        env.fromSource(source, ArchiveSource.watermarks(), "archive")
                .sinkTo(new DiscardingSink<FeedEvent>());
        env.execute();
    }

    /** On a machine that others use, too, the time of the processor says more. */
    private static void time(String what, long bytes, Work work) throws Exception {
        OperatingSystemMXBean process =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long started = System.nanoTime();
        long cpuStarted = process.getProcessCpuTime();
        work.run();
        double cpu = (process.getProcessCpuTime() - cpuStarted) / 1e9;
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "%-22s %6.0f MB/s in %5.1f s, %6.0f MB/s per core in %5.1f s%n",
                what, bytes / seconds / 1e6, seconds, bytes / cpu / 1e6, cpu);
    }

    private interface Work {
        void run() throws Exception;
    }

    private interface LineWork {
        void on(byte[] line) throws IOException;
    }
}
