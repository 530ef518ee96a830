package dev.candlewick.job.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Views rank rows by run, so names of runs sort by when they started. */
class RunIdTest {

    @Test
    void itBeginsWithTheStartToTheMillisecond() {
        assertThat(id("2026-09-03T12:00:00.123Z")).matches("20260903T120000123Z-[0-9a-f]{4}");
    }

    @Test
    void laterRunsSortBehindEarlierOnes() {
        assertThat(id("2026-09-03T12:00:00Z"))
                .isLessThan(id("2026-09-03T12:00:00.001Z"))
                .isLessThan(id("2026-10-01T00:00:00Z"));
    }

    private static String id(String start) {
        return RunId.of(Instant.parse(start), new Random(1));
    }
}
