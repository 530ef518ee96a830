package dev.candlewick.sources.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat(ConnectionPolicy.DEFAULT);

    @BeforeEach
    void open() {
        heartbeat.onOpen(1_000, 0);
    }

    @Test
    void pingsEveryFiveSeconds() {
        assertThat(heartbeat.isPingDue(5_999, 0)).isFalse();
        assertThat(heartbeat.isPingDue(6_000, 0)).isTrue();
        heartbeat.onPing(6_000, 0);
        heartbeat.onPong();
        assertThat(heartbeat.isPingDue(10_999, 0)).isFalse();
        assertThat(heartbeat.isPingDue(11_000, 0)).isTrue();
    }

    @Test
    void aPongProvesWhatWasSentBeforeItsPing() {
        heartbeat.onPing(6_000, 42);

        assertThat(heartbeat.onPong()).hasValue(42);
    }

    @Test
    void anUnsolicitedPongProvesNothing() {
        assertThat(heartbeat.onPong()).isEmpty();
        heartbeat.onPing(6_000, 42);
        heartbeat.onPong();
        assertThat(heartbeat.onPong()).isEmpty();
    }

    @Test
    void onePingIsOnItsWayAtATime() {
        heartbeat.onPing(6_000, 0);

        assertThat(heartbeat.isPingDue(15_000, 0)).isFalse();
    }

    @Test
    void aFastReplayIsPingedByItsOwnClockButNotWithoutEnd() {
        assertThat(heartbeat.isPingDue(1_099, 60_000_000)).isFalse();
        assertThat(heartbeat.isPingDue(1_100, 4_999_999)).isFalse();
        assertThat(heartbeat.isPingDue(1_100, 5_000_000)).isTrue();
    }

    @Test
    void tenSecondsWithoutAPongAreDeath() {
        heartbeat.onPing(6_000, 0);

        assertThat(heartbeat.isDead(15_999)).isFalse();
        assertThat(heartbeat.isDead(16_000)).isTrue();
    }

    @Test
    void timeInWhichThisSideDidNotReadIsNotHeldAgainstTheServer() {
        heartbeat.onPing(6_000, 0);
        heartbeat.onBacklog(15_000);

        assertThat(heartbeat.isDead(24_999)).isFalse();
        assertThat(heartbeat.isDead(25_000)).isTrue();
    }

    @Test
    void aNewConnectionOwesNoPong() {
        heartbeat.onPing(6_000, 0);
        heartbeat.onOpen(20_000, 0);

        assertThat(heartbeat.isDead(60_000)).isFalse();
        assertThat(heartbeat.onPong()).isEmpty();
    }
}
