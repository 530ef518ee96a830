package dev.candlewick.job.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** A line says how far a run has come, how fast it goes, and how long it will take. */
class ProgressTest {

    @Test
    void whereTheEndIsKnownThereIsAnEta() {
        Progress earlier = at(10, 1_000, OptionalDouble.of(0.1));
        Progress later = at(20, 26_000, OptionalDouble.of(0.25));

        assertThat(later.lineSince(earlier))
                .isEqualTo(
                        " 25 %  0:00:20  26,000 messages (2,500/s)  7 trades  0 refused  1 gap (1 open)  ETA 0:01:00");
    }

    @Test
    void whereItIsNotThereIsNone() {
        Progress earlier = at(3_590, 0, OptionalDouble.empty());
        Progress later = at(3_600, 30, OptionalDouble.empty());

        assertThat(later.lineSince(earlier))
                .isEqualTo("1:00:00  30 messages (3/s)  7 trades  0 refused  1 gap (1 open)");
    }

    @Test
    void whatIsWrongAndHowOldTheNewestDataAreIsOnTheLine() {
        Progress fine = at(10, 0, OptionalDouble.empty());
        Progress.Condition condition =
                new Progress.Condition(
                        OptionalDouble.of(12.34),
                        List.of("the lake /lake: No space left. Rows wait; free some"));
        Progress full = new Progress(fine.elapsed(), fine.counts(), fine.done(), condition);

        assertThat(full.lineSince(fine)).endsWith("  12.3 s behind  ! the lake /lake");
    }

    @Test
    void theFirstLineHasNoRate() {
        Progress first = at(0, 0, OptionalDouble.of(0));

        assertThat(first.lineSince(first))
                .isEqualTo("  0 %  0:00:00  0 messages (0/s)  7 trades  0 refused  1 gap (1 open)");
    }

    @Test
    void aBackfillShowsItsObjectsAndBytesAndCountsItsSpeedFromWhereItWentOn() {
        Progress earlier = backfill(10, 3, 20_000_000);
        Progress later = backfill(20, 12, 60_000_000);

        assertThat(later.lineSince(earlier))
                .isEqualTo(
                        " 25 %  0:00:20  12 of 40 objects  60.0 of 240.0 MB (4.0 MB/s)  7 trades"
                                + "  0 refused  1 gap (1 open)  ETA 0:01:12");
    }

    /** Ten million bytes had been read before. */
    private static Progress backfill(int seconds, long objects, long bytes) {
        ArchiveCounts archive =
                new ArchiveCounts(objects, 40, bytes, 240_000_000, bytes - 10_000_000, 0);
        JobCounts counts = counts(0, archive);
        return new Progress(Duration.ofSeconds(seconds), counts, OptionalDouble.of(archive.part()));
    }

    private static Progress at(int seconds, long messages, OptionalDouble done) {
        JobCounts counts = counts(messages, ArchiveCounts.NONE);
        return new Progress(Duration.ofSeconds(seconds), counts, done);
    }

    private static JobCounts counts(long messages, ArchiveCounts archive) {
        GapCounts gaps = new GapCounts(1, 0, 0);
        return new JobCounts(messages, 0, 7, 0, 0, 0, 0, gaps, VerdictCounts.NONE, 0, 0, archive);
    }
}
