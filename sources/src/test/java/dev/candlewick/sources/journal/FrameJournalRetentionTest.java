package dev.candlewick.sources.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a journal, and folders that cannot be written. */
class FrameJournalRetentionTest extends FrameJournalFixture {

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
}
