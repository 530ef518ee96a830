package dev.candlewick.job.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.job.local.LocalConfiguration;
import dev.candlewick.job.local.LocalRun;
import dev.candlewick.job.local.ProgressDisplay;
import dev.candlewick.job.local.RunResult;
import dev.candlewick.job.local.StopSignal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the newest checkpoint, a run goes on from the next older one and says so. */
class RecoveryITCase {

    private static final byte[] NOTHING = {};

    @TempDir private static Path taken;
    private static Path original;

    @TempDir private Path folder;
    private final List<String> said = new ArrayList<>();
    private CheckpointDigests digests;
    private Path older;
    private Path newer;

    @BeforeAll
    static void takeASavepoint() throws Exception {
        Configuration configuration = LocalConfiguration.load(Map.of(), Optional.empty(), 0);
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "file:" + taken);
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, "file:" + taken);
        configuration.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
        StopSignal stop = StopSignal.uninstalled();
        stop.request();
        ProgressDisplay quiet =
                new ProgressDisplay(new PrintStream(OutputStream.nullOutputStream()), false);
        RunResult result =
                new LocalRun(quiet, stop, counts -> OptionalDouble.empty())
                        .run("test", configuration, RecoveryITCase::define);
        original = Path.of(java.net.URI.create(result.savepoint().orElseThrow()));
    }

    @BeforeEach
    void keepTwo() throws IOException {
        older = copy("older", 1_000);
        newer = copy("newer", 2_000);
        digests = new CheckpointDigests(folder);
        digests.update();
    }

    @Test
    void theNewestIsTakenWhileItIsWhole() throws IOException {
        assertThat(next()).contains(newer);
        assertThat(said).isEmpty();
    }

    @Test
    void metadataThatWereCutOff() throws IOException {
        byte[] metadata = Files.readAllBytes(newer.resolve("_metadata"));
        Files.write(newer.resolve("_metadata"), Arrays.copyOf(metadata, metadata.length / 2));

        assertTheOlderIsTaken();
    }

    @Test
    void metadataThatWereEmptied() throws IOException {
        Files.write(newer.resolve("_metadata"), NOTHING);

        assertTheOlderIsTaken();
    }

    @Test
    void aStateThatIsGone() throws IOException {
        Files.delete(stateOf(newer));

        assertTheOlderIsTaken();
    }

    @Test
    void aStateWithFlippedBytes() throws IOException {
        byte[] state = Files.readAllBytes(stateOf(newer));
        state[state.length / 2] ^= 0x55;
        Files.write(stateOf(newer), state);

        assertTheOlderIsTaken();
    }

    @Test
    void aStateThatWasCutOffIsNoticedWithoutChecksumsToo() throws IOException {
        digests = new CheckpointDigests(folder.resolve("elsewhere"));
        Files.write(stateOf(newer), NOTHING);

        assertTheOlderIsTaken();
    }

    @Test
    void checksumsGoWithTheirCheckpoints() throws IOException {
        try (Stream<Path> files = Files.list(newer)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(newer);
        digests.update();

        assertThat(folder.resolve(".checksums").toFile().list()).containsExactly("older");
    }

    private void assertTheOlderIsTaken() throws IOException {
        assertThat(next()).contains(older);
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("Skipped the checkpoint file:" + newer + ": ");
    }

    private Optional<Path> next() throws IOException {
        org.apache.flink.core.fs.Path flink = new org.apache.flink.core.fs.Path("file:" + folder);
        return Recovery.below(flink, Optional.of(digests), said::add)
                .next()
                .map(path -> Path.of(path.toUri().getPath()));
    }

    private static Path stateOf(Path checkpoint) throws IOException {
        try (Stream<Path> files = Files.list(checkpoint)) {
            return files.filter(file -> !file.endsWith("_metadata")).sorted().findFirst().get();
        }
    }

    private Path copy(String name, long at) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(name));
        try (Stream<Path> files = Files.list(original)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        FileTime time = FileTime.from(Instant.ofEpochMilli(at));
        return Files.setLastModifiedTime(copy.resolve("_metadata"), time).getParent();
    }

    private static void define(StreamExecutionEnvironment environment) {
        environment
                .fromSource(
                        new DataGeneratorSource<>(
                                number -> number,
                                Long.MAX_VALUE,
                                RateLimiterStrategy.perSecond(1_000),
                                Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .keyBy(number -> number % 7)
                .reduce(Long::sum)
                .sinkTo(new DiscardingSink<>());
    }
}
