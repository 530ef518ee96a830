package dev.candlewick.sources.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.functions.model.Coverage;
import dev.candlewick.simulator.Tape;
import dev.candlewick.simulator.TapeTrade;
import dev.candlewick.simulator.archive.Generation;
import dev.candlewick.simulator.archive.SimulatedArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Archives in a job: the same bars whatever is slow, fails or runs side by side. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ArchiveSourceITCase extends ArchiveSourceFixture {

    @Test
    void theTradesOfARecordedTapeComeBackFromEveryGeneration() throws Exception {
        Tape tape = Tape.recorded();
        List<String> expected = new ArrayList<>();
        for (TapeTrade trade : tape.trades()) {
            if (List.of("BTC", "WLFI").contains(trade.coin())) {
                expected.add(shown(trade));
            }
        }
        assertThat(expected).hasSize(9_230);
        for (Generation generation : Generation.values()) {
            Path archive = folder.resolve(generation.name());
            SimulatedArchive.of(tape).generation(generation).writeTo(archive);
            ArchiveSource source =
                    source(
                            archive.toString(),
                            "2025-09-04T19:00:00Z",
                            "2025-09-04T21:00:00Z",
                            "BTC",
                            "WLFI");

            List<String> trades =
                    run(source, 2).trades().stream().map(ArchiveSourceFixture::shown).toList();

            assertThat(trades)
                    .as(generation.name())
                    .containsExactlyInAnyOrderElementsOf(
                            generation == Generation.NODE_TRADES ? withoutIds(expected) : expected);
        }
    }

    @Test
    void slowAndFastFilesSideBySideMakeTheSameBarsAtAnyParallelism() throws Exception {
        unevenArchive();
        ArchiveSource source =
                source(
                        TestingFileSystem.SCHEME + folder,
                        "2025-08-01T00:00:00Z",
                        "2025-08-01T12:00:00Z",
                        "BTC",
                        "ETH");
        TestingFileSystem.slowEnding = "/7.lz4";

        Run alone = run(source, 1);

        assertThat(alone.late()).isEmpty();
        assertThat(alone.bars()).hasSize(2 * (12 * 60 - 59 + 12));
        assertThat(alone.bars())
                .filteredOn(bar -> bar.coverage() == Coverage.PARTIAL)
                .extracting(bar -> bar.openTime())
                .allMatch(open -> open >= micros("2025-08-01T04:00:00Z"))
                .allMatch(open -> open < micros("2025-08-01T06:00:00Z"));
        for (int parallelism : List.of(2, MAX_PARALLELISM)) {
            Run together = run(source, parallelism);
            assertThat(together.late()).isEmpty();
            assertThat(sorted(together.bars())).isEqualTo(sorted(alone.bars()));
        }
    }

    @Test
    void aFailureInTheMiddleLosesAndRepeatsNothing() throws Exception {
        unevenArchive();
        ArchiveSource source =
                source(
                        folder.toString(),
                        "2025-08-01T00:00:00Z",
                        "2025-08-01T12:00:00Z",
                        "BTC",
                        "ETH");
        Run undisturbed = run(source, 2);
        FAILED.set(false);

        Run restarted = run(source, 3);

        assertThat(FAILED).isTrue();
        assertThat(sorted(restarted.bars())).isEqualTo(sorted(undisturbed.bars()));
    }
}
