package dev.candlewick.sources.journal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/** Journals in a temporary folder. */
abstract class FrameJournalFixture {

    static final JournalPosition NONE = JournalPosition.NONE;
    static final Map<String, JournalPosition> NEW_BTC = Map.of("BTC", NONE);

    @TempDir Path folder;

    List<Path> lanes() throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.sorted().toList();
        }
    }

    /** A reader that begins some minutes later. */
    TestingJournal later() {
        TestingJournal journal = journal(settings());
        journal.now += 600_000_000;
        return journal;
    }

    TestingJournal journal(JournalSettings settings) {
        return new TestingJournal(settings);
    }

    JournalSettings settings() {
        return JournalSettings.of(folder.toString(), 1 << 30, FsyncPolicy.ALWAYS);
    }

    /** Segments of about ten frames. */
    JournalSettings tiny() {
        return JournalSettings.of(folder.toString(), 1_600, FsyncPolicy.NEVER);
    }

    static List<String> frames(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> "frame " + n).toList();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
