package dev.candlewick.sources.conformance;

import dev.candlewick.sources.archive.ArchiveRequest;
import dev.candlewick.sources.archive.ArchiveSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.io.TempDir;

/** The archive: each writer of a test fills an hour, which is a split. An archive is bounded. */
class ArchiveSourceConformance extends SourceTestSuiteBase<String> {

    @TestEnv MiniClusterTestEnvironment cluster = new MiniClusterTestEnvironment();

    @TestSemantics
    CheckpointingMode[] semantics = new CheckpointingMode[] {CheckpointingMode.EXACTLY_ONCE};

    @TempDir static Path folder;

    @TestContext
    ExternalContextFactory<Archive> contexts = testName -> new Archive(folder.resolve(testName));

    /** Four hours of one coin. */
    static final class Archive extends SourceContext {

        private static final Instant START = Instant.parse("2025-08-01T00:00:00Z");
        private static final long HOUR_MILLIS = 3_600_000;
        private static final int TRADES = 200;

        private final Path root;
        private int hours;

        Archive(Path root) {
            this.root = root;
        }

        @Override
        public Source<String, ?, ?> createSource(TestingSourceSettings settings) {
            if (settings.getBoundedness() != Boundedness.BOUNDED) {
                throw new UnsupportedOperationException("An archive is bounded");
            }
            ArchiveSource source =
                    ArchiveSource.builder(
                                    new ArchiveRequest(
                                            null,
                                            null,
                                            root.toString(),
                                            START.toEpochMilli() * 1_000,
                                            (START.toEpochMilli() + 4 * HOUR_MILLIS) * 1_000,
                                            List.of("BTC"),
                                            false))
                            .build();
            return ExtractingSource.of(source, ShownTrades::of);
        }

        @Override
        Writer writer() {
            int hour = hours++;
            return records -> write(hour, records);
        }

        private void write(int hour, List<String> records) {
            Path file = root.resolve("node_fills/hourly/20250801/" + hour + ".lz4");
            try {
                Files.createDirectories(file.getParent());
                Files.write(file, records.stream().flatMap(record -> fills(hour, record)).toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Both sides of a trade: one alone is refused. */
        private static Stream<String> fills(int hour, String record) {
            long id = ShownTrades.id(record);
            long time = START.toEpochMilli() + hour * HOUR_MILLIS + id % 1_000 * 1_000;
            return Stream.of(
                    fill("0xa", "B", true, 2 * id, time, id),
                    fill("0xb", "A", false, 2 * id + 1, time, id));
        }

        private static String fill(
                String user, String side, boolean crossed, long order, long time, long id) {
            return ("[\"%s\",{\"coin\":\"BTC\",\"px\":\"5\",\"sz\":\"1\",\"side\":\"%s\",\"time\":%d,"
                            + "\"hash\":\"0x0\",\"oid\":%d,\"crossed\":%b,\"tid\":%d}]")
                    .formatted(user, side, time, order, crossed, id);
        }

        @Override
        public List<String> generateTestData(TestingSourceSettings settings, int split, long seed) {
            return LongStream.rangeClosed(1, TRADES)
                    .mapToObj(n -> ShownTrades.shown("BTC", split * 1_000L + n))
                    .toList();
        }

        @Override
        public void close() {}
    }
}
