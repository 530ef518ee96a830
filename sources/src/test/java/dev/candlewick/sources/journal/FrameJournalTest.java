package dev.candlewick.sources.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader that died has left for the next one. */
class FrameJournalTest {

    private static final JournalPosition NONE = JournalPosition.NONE;
    private static final Map<String, JournalPosition> NEW_BTC = Map.of("BTC", NONE);

    @TempDir private Path folder;

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

    @Test
    void whatACheckpointHasCommittedIsNotReplayedEvenWhenTheCheckpointIsGone() throws IOException {
        try (TestingJournal writer = journal(settings()).carrying("BTC", "ETH")) {
            JournalPosition first = writer.write("frame 0");
            JournalPosition second = writer.write("frame 1");
            writer.write("frame 2");
            writer.journal.completed(Map.of("BTC", second, "ETH", first));
        }

        assertThat(journal(settings()).replayed(NEW_BTC)).containsExactly("frame 2");
        assertThat(journal(settings()).replayed(Map.of("ETH", NONE)))
                .containsExactly("frame 1", "frame 2");
    }

    @Test
    void segmentsThatACheckpointHasPassedAreDropped() throws IOException {
        try (TestingJournal writer = journal(tiny()).carrying("BTC", "ETH")) {
            JournalPosition behind = writer.write("frame 0");
            JournalPosition ahead = behind;
            for (int n = 1; n < 30; n++) {
                ahead = writer.write("frame " + n);
            }
            int all = TestingJournal.files(folder, ".jsonl").size();

            writer.journal.completed(Map.of("BTC", ahead, "ETH", behind));
            assertThat(TestingJournal.files(folder, ".jsonl")).hasSize(all);

            writer.journal.completed(Map.of("BTC", ahead, "ETH", ahead));
            assertThat(TestingJournal.files(folder, ".jsonl")).hasSize(1);
            assertThat(writer.droppedBytes).as("dropped without need").isZero();
        }
    }

    @Test
    void lanesOfTheDeadGoWhenEverySymbolInThemHasBeenCheckpointedElsewhere() throws IOException {
        try (TestingJournal dead = journal(settings()).carrying("BTC", "ETH")) {
            dead.write("frame 0");
        }
        try (TestingJournal ofBtc = later().carrying("BTC");
                TestingJournal ofEth = later().carrying("ETH")) {
            ofBtc.journal.completed(Map.of("BTC", ofBtc.write("btc")));
            assertThat(lanes()).as("ETH may still need it").hasSize(3);

            ofEth.journal.completed(Map.of("ETH", ofEth.write("eth")));
            assertThat(lanes()).hasSize(2);
        }
    }

    @Test
    void theOldestSegmentsGoWhenTheJournalOutgrowsItsBound() throws IOException {
        JournalSettings settings = tiny();
        try (TestingJournal writer = journal(settings).carrying("BTC")) {
            for (int n = 0; n < 500; n++) {
                writer.write("frame " + n);
            }
            long bytes = 0;
            for (Path segment : TestingJournal.files(folder, ".jsonl")) {
                bytes += Files.size(segment);
            }
            assertThat(bytes).isLessThan(settings.maxBytes() + settings.segmentBytes() + 200);
            assertThat(writer.droppedBytes).isPositive();
        }

        List<String> left = journal(settings).replayed(NEW_BTC);
        assertThat(left).isNotEmpty().isEqualTo(frames(500 - left.size(), 500));
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedAtTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        JournalSettings settings = JournalSettings.of(file.toString(), 1 << 20, FsyncPolicy.NEVER);

        try (TestingJournal journal = journal(settings)) {
            assertThatThrownBy(() -> journal.carrying("BTC"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("exchange.journal");
        }
    }

    @Test
    void aFolderThatIsLostMeanwhileStopsNothingAndIsTriedAgain() throws IOException {
        try (TestingJournal writer = journal(settings()).carrying("BTC")) {
            JournalPosition last = writer.write("frame 0");
            Path lane = lanes().get(0);
            Path away = folder.resolve("away");
            Files.move(lane, away);
            writer.journal.carry(List.of("BTC", "ETH"));

            assertThat(writer.write("frame 1")).isEqualTo(last);
            assertThat(writer.write("frame 2")).isEqualTo(last);
            assertThat(writer.suspensions).isEqualTo(1);

            Files.move(away, lane);
            writer.now += 31_000_000;
            assertThat(writer.write("frame 3").lane()).isGreaterThan(last.lane());
        }

        assertThat(journal(settings()).replayed(NEW_BTC)).containsExactly("frame 0", "frame 3");
    }

    private List<Path> lanes() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.sorted().toList();
        }
    }

    /** A reader that begins some minutes later. */
    private TestingJournal later() {
        TestingJournal journal = journal(settings());
        journal.now += 600_000_000;
        return journal;
    }

    private TestingJournal journal(JournalSettings settings) {
        return new TestingJournal(settings);
    }

    private JournalSettings settings() {
        return JournalSettings.of(folder.toString(), 1 << 30, FsyncPolicy.ALWAYS);
    }

    /** Segments of about ten frames. */
    private JournalSettings tiny() {
        return JournalSettings.of(folder.toString(), 1_600, FsyncPolicy.NEVER);
    }

    private static List<String> frames(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "frame " + n).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
