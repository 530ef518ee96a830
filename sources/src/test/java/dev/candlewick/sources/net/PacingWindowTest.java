package dev.candlewick.sources.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacingWindowTest {

    private final PacingWindow window = new PacingWindow(2, Duration.ofMillis(100));

    @Test
    void grantsNoMoreThanThePermitsOfASpan() {
        assertThat(window.tryAcquire(0)).isTrue();
        assertThat(window.tryAcquire(90)).isTrue();
        assertThat(window.tryAcquire(99)).isFalse();
    }

    @Test
    void theLimitHoldsAcrossTheEdgeOfASpanToo() {
        window.tryAcquire(90);
        window.tryAcquire(95);

        assertThat(window.tryAcquire(105)).isFalse();
        assertThat(window.tryAcquire(190)).isTrue();
    }

    @Test
    void tellsWhenTheNextPermitIsFree() {
        assertThat(window.nextFreeAt(7)).isEqualTo(7);
        window.tryAcquire(10);
        window.tryAcquire(20);
        assertThat(window.nextFreeAt(30)).isEqualTo(110);
        assertThat(window.free(110)).isEqualTo(1);
    }
}
