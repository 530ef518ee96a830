package dev.candlewick.sources.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Files that go on where others ended: what a symbol keeps, and when something may be missing. */
class FollowingFilesTest extends RecordedFilesFixture {

    @Test
    void anotherFileCannotMoveTimeOnceTheTradesHaveEnded() throws IOException {
        String trades = tape("trades", new RecordingBuilder().at(1).trade("BTC", 1, 0.5));
        String books =
                tape(
                        "books",
                        new RecordingBuilder().at(0.9).book("BTC", 0.4).at(30).book("BTC", 29.5));

        assertThat(story(play(trades, books), "BTC"))
                .containsExactly("DATA", "COVERED 0.501", "TRADE 0.5", "DATA", "ENDED");
    }

    @Test
    void filesThatFollowCloselyAreOneRecording() throws IOException {
        String one = tape("one", new RecordingBuilder().at(1).trade("BTC", 1, 0.5));
        String two = tape("two", new RecordingBuilder().at(2).trade("BTC", 2, 1.5));

        assertThat(story(play(one, two), "BTC"))
                .containsExactly("COVERED 0.501", "TRADE 0.5", "TRADE 1.5", "ENDED");
    }

    @Test
    void aFileThatGoesOnRecordingTakesSymbolsOverThatDoNotTrade() throws IOException {
        String one =
                tape("one", new RecordingBuilder().at(1).recording("BTC").trade("BTC", 1, 0.5));
        String two =
                tape("two", new RecordingBuilder().at(2).recording("BTC").at(30).book("BTC", 29.5));

        assertThat(story(play(one, two), "BTC"))
                .contains("TIME 29.5")
                .doesNotContain("DISCONNECTED")
                .endsWith("ENDED");
    }

    @Test
    void aConnectionThatIsOpenedEndsTheOneOfAKilledRecorder() throws IOException {
        String one =
                tape("one", new RecordingBuilder().at(1).recording("BTC").trade("BTC", 1, 0.5));
        String two =
                tape(
                        "two",
                        new RecordingBuilder()
                                .at(9)
                                .recording("BTC")
                                .opened()
                                .acknowledgement("BTC")
                                .trade("BTC", 7, 8.5));

        assertThat(story(play(one, two), "BTC"))
                .containsSubsequence(
                        "TRADE 0.5",
                        "DISCONNECTED",
                        "CONNECTED",
                        "SUBSCRIBED",
                        "GAP 0.5 8.501",
                        "TRADE 8.5");
    }

    /** Its new connection stands before it carries the symbol again. */
    @Test
    void anotherRunOfARecorderDoesNotGoOnForASymbolThatItHasNotSubscribed() throws IOException {
        String killed =
                tape(
                        "one",
                        new RecordingBuilder()
                                .at(1)
                                .recording("a", 0, "\"BTC\",\"ETH\"")
                                .trade("BTC", 1, 0.5)
                                .trade("ETH", 2, 0.6));
        String started =
                tape(
                        "two",
                        new RecordingBuilder()
                                .at(5)
                                .recording("b", 0, "\"ETH\"")
                                .opened()
                                .acknowledgement("ETH")
                                .trade("ETH", 2, 0.6));
        String both =
                tape(
                        "three",
                        new RecordingBuilder()
                                .at(6)
                                .recording("b", 1, "\"ETH\",\"BTC\"")
                                .trade("ETH", 3, 5.5)
                                .at(30)
                                .trade("ETH", 4, 29)
                                .at(31)
                                .acknowledgement("BTC")
                                .trade("BTC", 7, 20));

        assertThat(story(play(killed, started, both), "BTC"))
                .containsExactly(
                        "COVERED 0.501",
                        "TRADE 0.5",
                        "DISCONNECTED",
                        "GAP 0.5 …",
                        "WAITING",
                        "WAITING",
                        "SUBSCRIBED",
                        "GAP 0.5 20.001",
                        "TRADE 20.0",
                        "ENDED");
    }

    @Test
    void aMissingFileOfARecorderIsAGapHoweverShort() throws IOException {
        String one =
                tape(
                        "one",
                        new RecordingBuilder()
                                .at(1)
                                .recording("a", 0, "\"BTC\"")
                                .trade("BTC", 1, 0.5));
        String three =
                tape(
                        "three",
                        new RecordingBuilder()
                                .at(3)
                                .recording("a", 2, "\"BTC\"")
                                .trade("BTC", 3, 2.5));

        assertThat(story(play(one, three), "BTC"))
                .containsSubsequence("DISCONNECTED", "GAP 0.5 2.501", "TRADE 2.5");
    }

    @Test
    void aMissingFileBetweenTwoIsAGap() throws IOException {
        String one = tape("one", new RecordingBuilder().at(1).trade("BTC", 1, 0.5));
        String two = tape("two", new RecordingBuilder().at(3601).trade("BTC", 2, 3600.5));

        assertThat(story(play(one, two), "BTC"))
                .containsSubsequence("DISCONNECTED", "GAP 0.5 3600.501", "TRADE 3600.5");
    }
}
