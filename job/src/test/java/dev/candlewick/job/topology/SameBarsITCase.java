package dev.candlewick.job.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.archive.Generation;
import dev.candlewick.simulator.archive.SimulatedArchive;
import dev.candlewick.sources.archive.ArchiveRequest;
import dev.candlewick.sources.archive.ArchiveSource;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The recorded trades out of archive files give the bars that an independent computation gave, as
 * they do over a socket ({@link RecordedTapeITCase}) and from a tape ({@link ReplayITCase}).
 */
class SameBarsITCase {

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(Generation.class)
    void outOfEveryGenerationOfTheArchive(Generation generation) throws Exception {
        SimulatedArchive.of(Tape.recorded())
                .generation(generation)
                .linkedBlocks()
                .writeTo(folder.resolve("archive"));

        TestingPipeline pipeline = new TestingPipeline(folder, 2);
        pipeline.run(
                new Inputs(archive(), Optional.empty()).putInOrderBy(ArchiveSource.watermarks()),
                "run");

        assertThat(pipeline.bars("true"))
                .containsExactlyInAnyOrderElementsOf(ExpectedBar.recorded());
        assertThat(pipeline.lake("trades", "count(*)")).containsExactly("20524");
        assertThat(pipeline.lake("dead_letters", "reason")).isEmpty();
    }

    private ArchiveSource archive() {
        return ArchiveSource.builder(
                        new ArchiveRequest(
                                null,
                                null,
                                folder.resolve("archive").toString(),
                                micros("2025-09-04T19:00:00Z"),
                                micros("2025-09-04T21:00:00Z"),
                                List.copyOf(Tape.recorded().tradedCoins()),
                                false))
                .build();
    }

    private static long micros(String instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(instant));
    }
}
