package dev.candlewick.sources.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What the frames of one or several files become, in which order, and again after a restart. */
class RecordedFilesTest extends RecordedFilesFixture {

    @Test
    void filesWithReceiveTimesAreMerged() throws IOException {
        String one =
                tape(
                        "one",
                        new RecordingBuilder()
                                .at(1)
                                .trade("BTC", 1, 0.5)
                                .at(3)
                                .trade("BTC", 3, 2.5));
        String two =
                tape(
                        "two",
                        new RecordingBuilder()
                                .at(2)
                                .trade("ETH", 2, 1.5)
                                .at(3)
                                .trade("ETH", 4, 2.5));

        assertThat(trades(play(one, two))).containsExactly("BTC 1", "ETH 2", "BTC 3", "ETH 4");
        assertThat(trades(play(two, one))).containsExactly("BTC 1", "ETH 2", "ETH 4", "BTC 3");
    }

    @Test
    void filesWithoutReceiveTimesFollowEachOther() throws IOException {
        String one = tape("one", new RecordingBuilder().trade("BTC", 1, 5).trade("BTC", 2, 7));
        String two = tape("two", new RecordingBuilder().at(1).trade("ETH", 3, 0.5));

        assertThat(trades(play(one, two))).containsExactly("BTC 1", "BTC 2", "ETH 3");
        assertThat(trades(play(two, one))).containsExactly("ETH 3", "BTC 1", "BTC 2");
    }

    @Test
    void withoutReceiveTimesTheNewestExchangeTimeIsTheClock() throws IOException {
        String tape =
                tape(
                        "tape",
                        new RecordingBuilder()
                                .trade("BTC", 1, 5)
                                .trade("ETH", 2, 3)
                                .line("rubbish")
                                .trade("BTC", 3, 8));

        assertThat(play(tape))
                .filteredOn(event -> event.trade() != null || event.deadLetter() != null)
                .extracting(event -> seconds(event.receivedAt()))
                .containsExactly("5.0", "5.0", "5.0", "8.0");
    }

    @Test
    void aPauseInTheReceiveTimesCarriesTimeThroughSilence() throws IOException {
        String tape =
                tape(
                        "tape",
                        new RecordingBuilder()
                                .at(1)
                                .trade("ETH", 1, 0.5)
                                .at(1.05)
                                .trade("BTC", 2, 0.9)
                                .at(60)
                                .trade("BTC", 3, 59.8)
                                .at(60.2)
                                .trade("BTC", 4, 60));

        // ETH was last heard of at 0.5, received at 1; at 60 the recorder had nothing left.
        assertThat(story(play(tape), "ETH"))
                .containsExactly("COVERED 0.501", "TRADE 0.5", "TIME 0.55", "TIME 59.5", "ENDED");
    }

    @Test
    void whatANetworkHeldUpIsNotLeftBehind() throws IOException {
        String tape =
                tape(
                        "tape",
                        new RecordingBuilder()
                                .at(1)
                                .trade("ETH", 1, 0.5)
                                .at(60)
                                .trade("BTC", 2, 57)
                                .at(60.5)
                                .trade("ETH", 3, 57.1)
                                .at(60.6)
                                .trade("BTC", 4, 60.2));

        // ETH could be at 59.5, were it not that BTC was then known up to 57 only.
        assertThat(story(play(tape), "ETH"))
                .containsExactly("COVERED 0.501", "TRADE 0.5", "TIME 57.0", "TRADE 57.1", "ENDED");
    }

    @Test
    void aBurstProvesNothingAboutTheSilenceBeforeIt() throws IOException {
        String tape =
                tape(
                        "tape",
                        new RecordingBuilder()
                                .at(1)
                                .trade("ETH", 1, 0.5)
                                .at(60)
                                .trade("BTC", 2, 10)
                                .at(60.01)
                                .trade("BTC", 3, 59)
                                .at(60.02)
                                .trade("ETH", 4, 11));

        assertThat(story(play(tape), "ETH"))
                .containsExactly("COVERED 0.501", "TRADE 0.5", "TRADE 11.0", "ENDED");
    }

    @Test
    void aLostConnectionIsReportedAndItsGapFound() throws IOException {
        String tape =
                tape(
                        "tape",
                        new RecordingBuilder()
                                .at(1)
                                .acknowledgement("BTC")
                                .trade("BTC", 1, 0.5)
                                .closed("reset")
                                .at(9)
                                .acknowledgement("BTC")
                                .book("BTC", 8.9)
                                .trade("BTC", 7, 8.5));

        assertThat(story(play(tape), "BTC"))
                .containsExactly(
                        "SUBSCRIBED",
                        "COVERED 0.501",
                        "TRADE 0.5",
                        "DISCONNECTED",
                        "GAP 0.5 …",
                        "SUBSCRIBED",
                        "WAITING",
                        "DATA",
                        "GAP 0.5 8.501",
                        "TRADE 8.5",
                        "ENDED");
    }
}
