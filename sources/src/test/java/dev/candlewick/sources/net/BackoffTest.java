package dev.candlewick.sources.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), 0.5);

    @Test
    void delaysDoubleUpToTheCap() {
        assertThat(IntStream.rangeClosed(1, 7).mapToLong(n -> BACKOFF.delay(n, 0).toMillis()))
                .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
    }

    @Test
    void neverGivesUp() {
        assertThat(BACKOFF.delay(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void chanceSpreadsTheClientsThatLostTheirServerTogether() {
        assertThat(BACKOFF.delay(3, 0.5)).isEqualTo(Duration.ofMillis(750));
        assertThat(BACKOFF.delay(3, 0.999)).isGreaterThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void refusesACapBelowTheFirstDelay() {
        assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), 0))
                .hasMessageContaining("PT2S and PT1S");
    }
}
