package dev.candlewick.sources.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Frames that are cut, damaged, repeated, late and out of order, connections that drop, a clock
 * that is set, and processes that die: afterwards each trade is stored once, and each bar is right
 * or says that it may not be.
 *
 * <p>{@code -Dcandlewick.simulations=500} plays so many seeds; {@code -Dcandlewick.seed=17} that
 * one again.
 */
@Timeout(value = 4, unit = TimeUnit.HOURS)
class SimulationTest {

    private static final int SEEDS = Integer.getInteger("candlewick.simulations", 10);
    private static final Long SEED = Long.getLong("candlewick.seed");

    @TempDir private Path folder;

    @Test
    void everyBarIsRightOrSaysThatItMayNotBeAndEveryTradeIsStoredOnce() {
        Verdict verdict = new Verdict();
        long[] seeds =
                SEED == null ? LongStream.rangeClosed(1, SEEDS).toArray() : new long[] {SEED};
        LongStream.of(seeds).parallel().forEach(seed -> play(seed, verdict));
        assertThat(verdict.shareOfWholeBars()).as("%s", verdict).isGreaterThan(0.5);
    }

    private void play(long seed, Verdict verdict) {
        Path journal = folder.resolve(Long.toString(seed));
        try (SimulatedRun run = new SimulatedRun(seed, journal)) {
            try {
                verdict.on(run.play(), run.market);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "-Dcandlewick.seed=%d: %s\n%s".formatted(seed, run.story, run.gaps()), e);
            }
            delete(journal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
