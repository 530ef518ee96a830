package dev.candlewick.sources.websocket.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.sources.websocket.connection.FreshnessWatch.Silent;
import org.junit.jupiter.api.Test;

class FreshnessWatchTest {

    private final FreshnessWatch watch = new FreshnessWatch(20_000);

    @Test
    void findsAStreamThatStopped() {
        watch.onData("BTC", 0);
        watch.onData("ETH", 15_000);

        assertThat(watch.takeSilent(19_999)).isEmpty();
        assertThat(watch.takeSilent(20_000)).contains(new Silent("BTC", true));
        assertThat(watch.takeSilent(20_001)).isEmpty();
    }

    @Test
    void findsAStreamThatNeverBegan() {
        watch.expect("BTC", 0);

        assertThat(watch.takeSilent(20_000)).contains(new Silent("BTC", false));
    }

    @Test
    void aStreamWithNothingToSayIsReportedOnce() {
        watch.expect("DEAD", 0);
        watch.takeSilent(20_000);

        watch.onOpen();
        watch.expect("DEAD", 30_000);
        assertThat(watch.takeSilent(90_000)).isEmpty();

        watch.onData("DEAD", 100_000);
        assertThat(watch.takeSilent(120_000)).contains(new Silent("DEAD", true));
    }

    @Test
    void whatThisSideHasNotReadIsNotSilence() {
        watch.onData("BTC", 0);
        watch.onBacklog(19_000);

        assertThat(watch.takeSilent(30_000)).isEmpty();
        assertThat(watch.takeSilent(39_000)).contains(new Silent("BTC", true));
    }

    @Test
    void expectsNothingOfACoinThatIsNoLongerWanted() {
        watch.onData("BTC", 0);
        watch.forget("BTC");

        assertThat(watch.takeSilent(60_000)).isEmpty();
    }
}
