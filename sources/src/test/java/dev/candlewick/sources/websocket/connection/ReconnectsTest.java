package dev.candlewick.sources.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.net.Backoff;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectsTest {

    private static final Backoff BACKOFF =
            new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), 0.5);

    private final Reconnects reconnects = new Reconnects(BACKOFF, 3, () -> 0);

    @Test
    void theFirstAttemptIsMadeAtOnce() {
        assertThat(reconnects.tryConnect(0)).isTrue();
    }

    @Test
    void attemptsSpreadOutAsTheyFail() {
        assertThat(reconnects.onEnd(1_000)).isEqualTo(250);
        assertThat(reconnects.tryConnect(1_249)).isFalse();
        assertThat(reconnects.tryConnect(1_250)).isTrue();
        assertThat(reconnects.onEnd(1_300)).isEqualTo(500);
    }

    @Test
    void aConnectionThatWorkedStartsOver() {
        reconnects.onEnd(0);
        reconnects.onEnd(0);
        reconnects.onSuccess();

        assertThat(reconnects.onEnd(0)).isEqualTo(250);
    }

    @Test
    void staysBelowTheConnectionsThatTheExchangeAllowsInAMinute() {
        for (int n = 0; n < 3; n++) {
            assertThat(reconnects.tryConnect(n)).isTrue();
        }

        assertThat(reconnects.onEnd(10)).isEqualTo(59_990);
        assertThat(reconnects.tryConnect(59_999)).isFalse();
        assertThat(reconnects.tryConnect(60_000)).isTrue();
    }

    @Test
    void neverGivesUp() {
        long now = 0;
        for (int n = 0; n < 10_000; n++) {
            now += 60_000;
            assertThat(reconnects.tryConnect(now)).isTrue();
            reconnects.onEnd(now);
        }
    }
}
