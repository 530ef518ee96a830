package dev.candlewick.sources.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings: segments that are kept. */
class RecordingArchiveTest {

    @TempDir private Path folder;
    private Path tapes;

    @BeforeEach
    void nameFolders() {
        tapes = folder.resolve("tapes");
    }

    @Test
    void aRunIsKeptAsTapesWithTheEndOfItsConnection() throws IOException {
        try (TestingJournal run = new TestingJournal(tiny()).carrying("BTC")) {
            IntStream.range(0, 30).forEach(n -> run.write("frame " + n));
            run.closed("reset by peer");
        }

        List<String> lines = lines();
        assertThat(TestingJournal.files(tapes, ".jsonl.gz")).hasSizeGreaterThan(3);
        assertThat(lines)
                .filteredOn(line -> line.contains("frame "))
                .hasSize(30)
                .allMatch(line -> line.startsWith(TestingJournal.NOW * 1_000 + " frame "));
        assertThat(lines.get(lines.size() - 1)).contains("closed", "reset by peer");
    }

    @Test
    void aSegmentIsDroppedOnlyOnceItIsKept() throws IOException {
        List<String> written = new ArrayList<>();
        try (TestingJournal run = new TestingJournal(tiny()).carrying("BTC")) {
            for (int n = 0; n < 30; n++) {
                written.add("frame " + n);
                run.journal.completed(Map.of("BTC", run.write("frame " + n)));
            }
        }

        assertThat(lines()).filteredOn(line -> line.contains("frame ")).hasSameSizeAs(written);
    }

    @Test
    void whatAKilledRunHadNotKeptIsKeptByTheNextWhereTheFirstWantedIt() throws IOException {
        try (TestingJournal killed = new TestingJournal(tiny()).carrying("BTC")) {
            killed.write("frame 0");
            killed.write("frame 1");
        }
        for (Path tape : TestingJournal.files(tapes, ".gz")) {
            Files.delete(tape);
        }
        Path segment = TestingJournal.files(folder, ".jsonl").get(0);
        byte[] whole = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(whole, whole.length - 3));

        JournalSettings withoutTapes = tiny().keepingTapesIn(null);
        try (TestingJournal next = new TestingJournal(withoutTapes).carrying("BTC")) {
            next.write("not recorded");
        }

        assertThat(lines()).hasSize(2).last().asString().endsWith("frame 0");
    }

    @Test
    void theTailIsKeptAlsoWhenFlinkInterruptsTheReaderAsItCloses() throws IOException {
        try (TestingJournal run = new TestingJournal(tiny()).carrying("BTC")) {
            run.write("frame 0");
            Thread.currentThread().interrupt();
        }

        assertThat(Thread.interrupted()).as("the interrupt is passed on").isTrue();
        assertThat(lines()).last().asString().endsWith("frame 0");
    }

    /** Another reader may look between the making of a lane and its lock. */
    @Test
    void aLaneThatIsAboutToBeWrittenIsNotTakenForFinished() throws IOException {
        Path journal = Files.createDirectory(folder.resolve("journal"));
        JournalFolder lanes = new JournalFolder(journal);
        Lane begun = lanes.newLane(0);
        assertThat(lanes.finishedLanes()).as("not locked yet").isEmpty();
        try (LaneWriter writer = LaneWriter.open(begun, 1_600)) {
            writer.beginSegment(TestingJournal.NOW, "wss://x", List.of("BTC"), false);
            assertThat(lanes.finishedLanes()).as("being written").isEmpty();
        }

        assertThat(lanes.finishedLanes()).containsExactly(begun);
    }

    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path tape : TestingJournal.files(tapes, ".jsonl.gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(tape))) {
                new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(lines::add);
            }
        }
        return lines;
    }

    private JournalSettings tiny() {
        String journal = folder.resolve("journal").toString();
        return JournalSettings.of(journal, 1_600, FsyncPolicy.EVERY_SECOND)
                .keepingTapesIn(tapes.toString());
    }
}
