package dev.candlewick.sources.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreshnessWatchTest {

    private final FreshnessWatch watch = new FreshnessWatch(20_000);

    @Test
    void findsAStreamThatStopped() {
        watch.onData("BTC", 0);
        watch.onData("ETH", 15_000);

        assertThat(watch.takeStale(19_999)).isEmpty();
        assertThat(watch.takeStale(20_000)).contains("BTC");
        assertThat(watch.takeStale(20_001)).isEmpty();
    }

    @Test
    void findsAStreamThatNeverBegan() {
        watch.expect("BTC", 0);

        assertThat(watch.takeStale(20_000)).contains("BTC");
    }

    @Test
    void aStreamWithNothingToSayCostsOneConnectionNotOneAfterTheOther() {
        watch.expect("DEAD", 0);
        watch.takeStale(20_000);

        watch.onOpen();
        watch.expect("DEAD", 30_000);
        assertThat(watch.takeStale(90_000)).isEmpty();

        watch.onData("DEAD", 100_000);
        assertThat(watch.takeStale(120_000)).contains("DEAD");
    }

    @Test
    void whatThisSideHasNotReadIsNotSilence() {
        watch.onData("BTC", 0);
        watch.onBacklog(19_000);

        assertThat(watch.takeStale(30_000)).isEmpty();
        assertThat(watch.takeStale(39_000)).contains("BTC");
    }

    @Test
    void expectsNothingOfACoinThatIsNoLongerWanted() {
        watch.onData("BTC", 0);
        watch.forget("BTC");

        assertThat(watch.takeStale(60_000)).isEmpty();
    }
}
