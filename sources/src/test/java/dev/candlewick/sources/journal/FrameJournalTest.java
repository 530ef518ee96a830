package dev.candlewick.sources.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a reader that died has left for the next one. */
class FrameJournalTest extends FrameJournalFixture {

    @Test
    void framesComeBackByteForByte() throws IOException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        List<byte[]> frames =
                List.of(
                        utf8("{\"channel\":\"pong\"}"),
                        utf8("two\nlines\n"),
                        utf8("ends like a line of Windows\r"),
                        utf8("über € \uD83D\uDE00"),
                        utf8("123456789 {\"a\":1}"),
                        utf8(" spaces "),
                        utf8("{\"channel\":\"connection\",\"data\":{\"state\":\"closed\"}}"),
                        utf8(
                                "{\"channel\":\"connection\",\"data\":{\"state\":\"frame\",\"base64\":\"e30=\"}}"),
                        new byte[] {(byte) 0xC3, (byte) 0x28},
                        new byte[] {0, 1, 2},
                        new byte[0],
                        noise);
        try (TestingJournal writer = journal(settings()).carrying("BTC")) {
            frames.forEach(writer::write);
        }

        List<JournalEntry> entries = journal(settings()).entries(NEW_BTC);

        assertThat(entries).hasSameSizeAs(frames);
        for (int n = 0; n < frames.size(); n++) {
            assertThat(entries.get(n).line().frame()).isEqualTo(frames.get(n));
            assertThat(entries.get(n).line().receivedAt()).isEqualTo(TestingJournal.NOW);
        }
    }

    @Test
    void replayGoesOnRightAfterAnyPosition() throws IOException {
        List<JournalPosition> positions = new ArrayList<>();
        try (TestingJournal writer = journal(tiny()).carrying("BTC")) {
            IntStream.range(0, 25).forEach(n -> positions.add(writer.write("frame " + n)));
        }
        assertThat(TestingJournal.files(folder, ".jsonl")).hasSizeGreaterThan(2);

        for (int n = 0; n < positions.size(); n++) {
            List<String> replayed = journal(tiny()).replayed(Map.of("BTC", positions.get(n)));
            assertThat(replayed).isEqualTo(frames(n + 1, 25));
        }
    }

    @Test
    void aLineThatWasCutShortIsNotReadAndHurtsNoneBeforeIt() throws IOException {
        JournalPosition before;
        try (TestingJournal writer = journal(settings()).carrying("BTC")) {
            writer.write("frame 0");
            before = writer.write("frame 1");
            writer.write("frame 2");
        }
        Path segment = TestingJournal.files(folder, ".jsonl").get(0);
        byte[] whole = Files.readAllBytes(segment);

        for (int length = (int) before.offset(); length < whole.length; length++) {
            Files.write(segment, Arrays.copyOf(whole, length));
            assertThat(journal(settings()).replayed(NEW_BTC)).containsExactly("frame 0", "frame 1");
        }
    }

    @Test
    void aPositionBeyondTheEndOfATornLaneHasNothingAfterIt() throws IOException {
        JournalPosition last;
        try (TestingJournal writer = journal(settings()).carrying("BTC")) {
            writer.write("frame 0");
            last = writer.write("frame 1");
        }
        Path segment = TestingJournal.files(folder, ".jsonl").get(0);
        Files.write(segment, Arrays.copyOf(Files.readAllBytes(segment), 50));

        assertThat(journal(settings()).replayed(Map.of("BTC", last))).isEmpty();
    }

    @Test
    void lanesFollowEachOtherInTheOrderOfTheirBeginning() throws IOException {
        JournalPosition checkpoint;
        try (TestingJournal first = journal(settings()).carrying("BTC")) {
            first.write("frame 0");
            checkpoint = first.write("frame 1");
            first.write("frame 2");
        }
        for (int n = 3; n < 6; n++) {
            try (TestingJournal next = journal(settings()).carrying("BTC")) {
                next.write("frame " + n);
            }
        }

        assertThat(journal(settings()).replayed(Map.of("BTC", checkpoint))).isEqualTo(frames(2, 6));
    }

    @Test
    void onlyLanesOfTheSameExchangeAndSymbolAreRead() throws IOException {
        try (TestingJournal ours = journal(settings()).carrying("BTC", "ETH")) {
            ours.write("ours");
        }
        try (TestingJournal otherSymbol = journal(settings()).carrying("SOL")) {
            otherSymbol.write("another symbol");
        }
        try (TestingJournal otherExchange =
                new TestingJournal(settings(), "wss://elsewhere/ws").carrying("BTC")) {
            otherExchange.write("another exchange");
        }

        assertThat(journal(settings()).replayed(NEW_BTC)).containsExactly("ours");
    }

    @Test
    void aLaneThatIsBeingWrittenBelongsToItsWriter() throws IOException {
        try (TestingJournal writer = journal(settings()).carrying("BTC");
                TestingJournal other = journal(settings()).carrying("BTC")) {
            writer.write("frame 0");

            assertThat(other.replayed(NEW_BTC)).isEmpty();
            assertThat(TestingJournal.files(folder, ".jsonl")).hasSize(2);
        }
    }

    @Test
    void aBeginningAfreshLeavesOutWhatWasBefore() throws IOException {
        try (TestingJournal before = journal(settings()).carrying("BTC")) {
            before.write("before");
        }
        JournalSettings fresh = settings().since(TestingJournal.NOW / 1_000 + 1);
        try (TestingJournal after = journal(fresh).carrying("BTC")) {
            after.write("after");
        }

        assertThat(journal(fresh).replayed(NEW_BTC)).containsExactly("after");
    }
}
