package dev.candlewick.sources.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FeedTimeTest {

    @Test
    void aLiveFeedGoesByTheWallClock() {
        FeedTime time = new FeedTime(FeedClock.WALL);
        time.onWall(5_000_000);
        time.onExchange(9_000_000);

        assertThat(time.now()).isEqualTo(5_000_000);
    }

    @Test
    void aReplayedFeedGoesByTheNewestExchangeTime() {
        FeedTime time = new FeedTime(FeedClock.EXCHANGE);
        time.onWall(99_000_000);
        time.onExchange(9_000_000);
        time.onExchange(8_000_000);
        time.onExchange(FeedSignal.NO_TIME);

        assertThat(time.now()).isEqualTo(9_000_000);
    }

    @Test
    void ticksFourTimesASecond() {
        FeedTime time = new FeedTime(FeedClock.WALL);
        assertThat(time.takeTick()).isFalse();
        time.onWall(5_000_000);
        assertThat(time.takeTick()).isTrue();
        time.onWall(5_249_999);
        assertThat(time.takeTick()).isFalse();
        time.onWall(5_250_000);
        assertThat(time.takeTick()).isTrue();
    }

    @Test
    void ticksOnAfterTheWallClockWasSetBack() {
        FeedTime time = new FeedTime(FeedClock.WALL);
        time.onWall(5_000_000);
        time.takeTick();
        time.onWall(1_000_000);

        assertThat(time.takeTick()).isTrue();
    }
}
