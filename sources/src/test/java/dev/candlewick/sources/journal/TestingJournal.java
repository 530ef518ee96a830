package dev.candlewick.sources.journal;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.recording.RecordedLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A journal whose clock stands, and what it tells. */
final class TestingJournal implements JournalEvents, AutoCloseable {

    static final long NOW = 1_790_000_000_000_000L;
    static final String EXCHANGE = "wss://exchange/ws";

    final FrameJournal journal;
    long droppedBytes;
    int suspensions;
    boolean isFull;
    long now = NOW;

    TestingJournal(JournalSettings settings) {
        this(settings, EXCHANGE);
    }

    TestingJournal(JournalSettings settings, String exchange) {
        journal = new FrameJournal(settings, exchange, this);
    }

    /** Begins a lane of its own. */
    TestingJournal carrying(String... symbols) throws IOException {
        journal.carry(List.of(symbols));
        journal.start(now);
        return this;
    }

    /** Writes a frame that is read at once. */
    JournalPosition write(byte[] frame) {
        JournalPosition after = writeUnread(frame);
        journal.onRead(after);
        return after;
    }

    JournalPosition writeUnread(byte[] frame) {
        return journal.append(List.of(RecordedLine.ofFrame(now, frame)), now).get(0);
    }

    JournalPosition write(String frame) {
        return write(frame.getBytes(StandardCharsets.UTF_8));
    }

    JournalPosition closed(String why) {
        return journal.append(
                        List.of(RecordedLine.ofSignal(now, new FeedSignal.Disconnected(why))), now)
                .get(0);
    }

    /** The frames of the exchange that a new reader of these symbols would be given. */
    List<String> replayed(Map<String, JournalPosition> positions) throws IOException {
        return entries(positions).stream()
                .map(entry -> new String(entry.line().frame(), StandardCharsets.UTF_8))
                .toList();
    }

    List<JournalEntry> entries(Map<String, JournalPosition> positions) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        try (JournalReplay replay = journal.replay(positions, JournalPosition.NONE)) {
            for (JournalEntry entry = replay.next(); entry != null; entry = replay.next()) {
                if (!entry.line().isControl()) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    static List<Path> files(Path folder, String suffix) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    @Override
    public void onDropped(long bytes) {
        droppedBytes += bytes;
    }

    @Override
    public void onSuspended(String folder, String reason) {
        suspensions++;
    }

    @Override
    public void onResumed(String folder) {}

    @Override
    public void onFull(String folder, long maxBytes) {
        isFull = true;
    }

    @Override
    public void onRoom(String folder) {
        isFull = false;
    }

    @Override
    public void close() {
        journal.close();
    }
}
