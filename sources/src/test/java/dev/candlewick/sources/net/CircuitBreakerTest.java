package dev.candlewick.sources.net;

import static dev.candlewick.sources.net.CircuitBreaker.State.CLOSED;
import static dev.candlewick.sources.net.CircuitBreaker.State.HALF_OPEN;
import static dev.candlewick.sources.net.CircuitBreaker.State.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final CircuitBreaker breaker = new CircuitBreaker("index", 3, Duration.ofSeconds(10));

    private void fail(long at) {
        assertThat(breaker.tryAcquire(at)).isTrue();
        breaker.onFailure(at, "HTTP 502");
    }

    private void open() {
        fail(0);
        fail(1);
        fail(1_000);
    }

    @Test
    void opensAfterSoManyFailuresInARow() {
        fail(0);
        fail(1);
        assertThat(breaker.state()).isEqualTo(CLOSED);
        fail(1_000);

        assertThat(breaker.state()).isEqualTo(OPEN);
        assertThat(breaker.tryAcquire(10_999)).isFalse();
        assertThat(breaker.nextAllowedAt(2_000)).isEqualTo(11_000);
    }

    @Test
    void aSuccessInBetweenStartsTheCountAnew() {
        fail(0);
        fail(1);
        breaker.onSuccess();
        fail(2);
        fail(3);

        assertThat(breaker.state()).isEqualTo(CLOSED);
    }

    @Test
    void letsOneAttemptThroughAfterThePause() {
        open();

        assertThat(breaker.tryAcquire(11_000)).isTrue();
        assertThat(breaker.state()).isEqualTo(HALF_OPEN);
        assertThat(breaker.tryAcquire(11_001)).isFalse();
    }

    @Test
    void closesWhenThatAttemptSucceeds() {
        open();
        breaker.tryAcquire(11_000);
        breaker.onSuccess();

        assertThat(breaker.state()).isEqualTo(CLOSED);
        assertThat(breaker.tryAcquire(11_001)).isTrue();
    }

    @Test
    void opensAgainWhenThatAttemptFails() {
        open();
        breaker.tryAcquire(11_000);
        breaker.onFailure(12_000, "HTTP 502");

        assertThat(breaker.state()).isEqualTo(OPEN);
        assertThat(breaker.nextAllowedAt(12_000)).isEqualTo(22_000);
    }
}
