package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.journal.JournalEntry;
import dev.candlewick.sources.journal.JournalReplay;
import dev.candlewick.sources.websocket.receiver.Received;
import java.io.Closeable;
import java.io.IOException;

/** Reads a stretch of the reader's own journal, some lines at a time. Not thread-safe. */
final class StoredFrames implements Closeable {

    private static final int MAX_LINES = 500;

    private final FrameJournal journal;
    private Received.Stored stretch;
    private JournalReplay lines;

    /**
     * @param journal null if there is none, and then never a stretch of it
     */
    StoredFrames(FrameJournal journal) {
        this.journal = journal;
    }

    void begin(Received.Stored next) {
        stretch = next;
    }

    /** Whether the last stretch has been read to its end. */
    boolean isRead() {
        return stretch == null;
    }

    void readOn(Intake intake) throws IOException {
        if (stretch != null && lines == null) {
            lines = journal.read(stretch.from(), stretch.after());
            intake.goOnFrom(stretch.from());
        }
        for (int n = 0; stretch != null && n < MAX_LINES; n++) {
            JournalEntry entry = lines.next();
            if (entry == null) {
                intake.readUpTo(stretch.after());
                close();
            } else {
                intake.read(entry);
            }
        }
    }

    @Override
    public void close() {
        if (lines != null) {
            lines.close();
        }
        lines = null;
        stretch = null;
    }
}
