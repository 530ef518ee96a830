package dev.candlewick.sources.journal;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a journal may grow. Frames that were not read are never dropped to make room; a reader
 * that keeps up always has room for a segment, however much others need. One thread uses it, but
 * for {@link #onRead}.
 */
final class JournalRoom {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRoom.class);
    private static final long CHECK_EVERY = TimeUnit.SECONDS.toMicros(1);

    private final JournalSettings settings;
    private final Retention retention;
    private final JournalEvents events;
    private boolean isFull;
    private long checkedAt;
    private volatile JournalPosition readOn = JournalPosition.NONE;

    JournalRoom(JournalSettings settings, Retention retention, JournalEvents events) {
        this.settings = settings;
        this.retention = retention;
        this.events = events;
    }

    /**
     * The reader needs nothing before this. Called from any thread.
     *
     * @param own the reader's lane; null before it has one
     */
    void onRead(Lane own, JournalPosition position) {
        boolean isFirst = position.lane() != readOn.lane();
        readOn = position;
        if (isFirst && own != null && own.number() == position.lane()) {
            try {
                own.restoring(false);
            } catch (IOException e) {
                LOG.warn("{} still looks as if it restored: {}", own.folder(), e.toString());
            }
        }
    }

    /** Whether it has been neither full nor had to drop what no checkpoint covers. */
    boolean isUntouched() {
        return !isFull && !retention.hasDropped();
    }

    boolean isFull() {
        return isFull;
    }

    /** How much of a lane is not read yet. */
    long unreadBytes(JournalPosition end) {
        JournalPosition read = readOn;
        return end.offset() - (read.lane() == end.lane() ? read.offset() : 0);
    }

    /** Drops what may be dropped; returns whether the lane may go on from there. */
    boolean makeRoom(Lane own, JournalPosition end, long now) {
        if (isFull && now >= checkedAt && now - checkedAt < CHECK_EVERY) {
            return false;
        }
        checkedAt = now;
        try {
            long needed = retention.dropBeyond(settings.maxBytes(), own, readOn);
            // A quarter is left free at first, or the socket would be closed again at once.
            long limit = isFull ? settings.maxBytes() / 4 * 3 : settings.maxBytes();
            setFull(needed >= limit && unreadBytes(end) > settings.segmentBytes());
        } catch (IOException e) {
            LOG.warn("The journal {} was not measured: {}", settings.folder(), e.toString());
        }
        return !isFull;
    }

    private void setFull(boolean full) {
        if (full && !isFull) {
            events.onFull(settings.folder(), settings.maxBytes());
        } else if (!full && isFull) {
            events.onRoom(settings.folder());
        }
        isFull = full;
    }
}
