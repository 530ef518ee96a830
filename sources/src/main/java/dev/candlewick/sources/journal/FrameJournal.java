package dev.candlewick.sources.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of one reader: it appends to a lane of its own, and replays what others left behind.
 *
 * <p>A folder that cannot be written stops a reader that starts. One that runs goes on without a
 * journal, says so once, and tries again every half minute with a new lane: frames that are not
 * journalled can be had again from the exchange, or show as a gap, and only if the process dies; a
 * feed that stands still is a gap for certain.
 *
 * <p>One thread uses it, but for what says otherwise. Instants are epoch microseconds.
 */
public final class FrameJournal implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(FrameJournal.class);
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);
    private static final long RETRY_AFTER = 30 * SECOND;

    private final JournalSettings settings;
    private final String exchange;
    private final JournalEvents events;
    private final JournalFolder folder;
    private final Retention retention;
    private final JournalRoom room;
    private final RecordingArchive archive = new RecordingArchive();
    private List<String> symbols = List.of();
    private boolean isSegmentDue;
    private LaneWriter writer;
    private volatile JournalPosition position = JournalPosition.NONE;
    private long syncedAt;
    private long suspendedAt;
    private volatile Lane lane;

    /**
     * Touches nothing yet.
     *
     * @param exchange what tells this exchange from others that share the folder
     */
    public FrameJournal(JournalSettings settings, String exchange, JournalEvents events) {
        this.settings = settings;
        this.exchange = exchange;
        this.events = events;
        this.folder = new JournalFolder(Path.of(settings.folder()));
        this.retention = new Retention(folder, events);
        this.room = new JournalRoom(settings, retention, events);
    }

    /**
     * What was received before and is not in a checkpoint.
     *
     * @param positions of symbols; {@link JournalPosition#NONE} for one without a checkpoint
     * @param end of the own lane, if what it holds was received for an earlier reader
     */
    public JournalReplay replay(Map<String, JournalPosition> positions, JournalPosition end)
            throws IOException {
        return JournalReplay.ofTheDead(
                folder, exchange, positions, new JournalPosition(settings.since(), 0), end);
    }

    /** What this reader has journalled between two places of a lane. Called from any thread. */
    public JournalReplay read(JournalPosition from, JournalPosition to) throws IOException {
        return JournalReplay.between(folder, from, to);
    }

    /** The reader needs nothing before this any more. Called from any thread. */
    public void onRead(JournalPosition to) {
        room.onRead(lane, to);
    }

    /** Whether all since the beginning is in one lane, and none of it had to be dropped. */
    public boolean isWhole() {
        return writer != null && suspendedAt == 0 && room.isUntouched();
    }

    /** How much is journalled that the reader has not read. Called from any thread. */
    public long unreadBytes() {
        return lane == null ? 0 : room.unreadBytes(position);
    }

    /** Which symbols the frames from here on may be about, in their order. */
    public void carry(List<String> carried) {
        symbols = List.copyOf(carried);
        isSegmentDue = true;
    }

    /**
     * Begins a lane.
     *
     * @throws IOException naming the folder if it cannot be written
     */
    public void start(long now) throws IOException {
        for (Lane left : folder.finishedLanes()) {
            archive.keep(left, true);
        }
        try {
            begin(now);
        } catch (IOException e) {
            String problem =
                    "The frame journal %s cannot be written: %s".formatted(folder, reason(e));
            throw new IOException(
                    problem + "; name another folder, or none, with exchange.journal", e);
        }
    }

    private void begin(long now) throws IOException {
        Lane begun = folder.newLane(TimeUnit.MICROSECONDS.toMillis(now));
        begun.restoring(lane == null);
        if (settings.tapes() != null) {
            begun.keepTapesIn(Path.of(settings.tapes()));
        }
        writer = LaneWriter.open(begun, settings.segmentBytes());
        lane = begun;
        beginSegment(now);
    }

    private void beginSegment(long now) throws IOException {
        boolean synced = settings.fsync() != FsyncPolicy.NEVER;
        writer.beginSegment(now, exchange, symbols, synced);
        isSegmentDue = false;
        position = writer.position();
        archive.keep(writer.lane(), false);
        room.makeRoom(lane, position, now);
    }

    /**
     * Whether more may be written before more is read; frames that were not read are never dropped
     * to make room. A journal that cannot be written is not full.
     */
    public boolean hasRoom(long now) {
        return writer == null
                || !(room.isFull() || writer.isSegmentFull())
                || room.makeRoom(lane, position, now);
    }

    /** Whether frames are journalled at present, or can be again. */
    public boolean isWriting(long now) {
        if (writer == null && lane != null && now - suspendedAt >= RETRY_AFTER) {
            append(List.of(new byte[0]), now);
        }
        return writer != null;
    }

    /** After the last line that is in the journal. */
    public JournalPosition position() {
        return position;
    }

    /**
     * Hands lines to the operating system, all in one go.
     *
     * @return the position after each of them; while nothing can be written, that of the last one
     *     that could
     */
    public List<JournalPosition> append(List<byte[]> lines, long now) {
        if (lines.isEmpty() || (writer == null && now - suspendedAt < RETRY_AFTER)) {
            return Collections.nCopies(lines.size(), position);
        }
        try {
            return written(lines, now);
        } catch (IOException e) {
            suspend(e, now);
            return Collections.nCopies(lines.size(), position);
        }
    }

    private List<JournalPosition> written(List<byte[]> lines, long now) throws IOException {
        if (writer == null) {
            begin(now);
            events.onResumed(folder.toString());
        } else if (isSegmentDue || writer.isSegmentFull()) {
            beginSegment(now);
        }
        List<JournalPosition> ends = writer.append(lines);
        if (settings.fsync() == FsyncPolicy.ALWAYS) {
            writer.sync();
        }
        position = writer.position();
        return ends;
    }

    public void syncIfDue(long now) {
        if (writer == null
                || settings.fsync() != FsyncPolicy.EVERY_SECOND
                || (now >= syncedAt && now - syncedAt < SECOND)) {
            return;
        }
        syncedAt = now;
        try {
            writer.sync();
        } catch (IOException e) {
            suspend(e, now);
        }
    }

    private void suspend(IOException problem, long now) {
        suspendedAt = now;
        events.onSuspended(folder.toString(), reason(problem));
        endLane();
    }

    private void endLane() {
        if (writer == null) {
            return;
        }
        writer.close();
        archive.keep(writer.lane(), true);
        writer = null;
    }

    /**
     * A checkpoint that knew these positions has completed: what lies before them is never read
     * again. Called from any thread.
     */
    public void completed(Map<String, JournalPosition> positions) {
        Lane own = lane;
        if (own == null) {
            return;
        }
        try {
            own.checkpointed(Checkpointed.of(exchange, own, positions));
            retention.dropCheckpointed(own, exchange);
        } catch (IOException e) {
            LOG.warn("Old segments of the journal {} were not removed: {}", folder, reason(e));
        }
    }

    private static String reason(IOException problem) {
        return problem instanceof FileSystemException
                ? problem.getClass().getSimpleName() + " " + problem.getMessage()
                : String.valueOf(problem.getMessage());
    }

    /** Keeps the tail as a tape, if tapes are kept. */
    @Override
    public void close() {
        endLane();
        archive.close();
    }
}
