package dev.candlewick.sources.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * <p>One thread uses it, but for {@link #completed}. Instants are epoch microseconds.
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
    private final TapeArchive archive = new TapeArchive();
    private List<String> symbols = List.of();
    private boolean isSegmentDue;
    private LaneWriter writer;
    private JournalPosition position = JournalPosition.NONE;
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
    }

    /**
     * What was received before and is not in a checkpoint.
     *
     * @param positions of symbols; {@link JournalPosition#NONE} for one without a checkpoint
     */
    public JournalReplay replay(Map<String, JournalPosition> positions) throws IOException {
        Map<String, JournalPosition> committed = folder.checkpointed(exchange);
        JournalPosition start = new JournalPosition(settings.since(), 0);
        Map<String, JournalPosition> from = new HashMap<>(positions);
        from.replaceAll(
                (symbol, given) -> {
                    JournalPosition known = committed.getOrDefault(symbol, start);
                    boolean isNew = given.equals(JournalPosition.NONE);
                    return isNew ? Collections.max(List.of(known, start)) : given;
                });
        return new JournalReplay(folder, exchange, from);
    }

    /** Which symbols the frames from here on may be about, in the order the reader holds them. */
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
            throw new IOException(
                    "The frame journal %s cannot be written: %s; name another folder, or none, with exchange.journal"
                            .formatted(folder, reason(e)),
                    e);
        }
    }

    private void begin(long now) throws IOException {
        Lane begun = folder.newLane(TimeUnit.MICROSECONDS.toMillis(now));
        if (settings.tapes() != null) {
            begun.keepTapesIn(Path.of(settings.tapes()));
        }
        writer = LaneWriter.open(begun, settings.segmentBytes());
        lane = begun;
        beginSegment(now);
    }

    private void beginSegment(long now) throws IOException {
        if (settings.fsync() != FsyncPolicy.NEVER) {
            writer.sync();
        }
        writer.beginSegment(now, exchange, symbols);
        isSegmentDue = false;
        position = writer.position();
        if (settings.fsync() != FsyncPolicy.NEVER) {
            writer.syncFolder();
        }
        archive.keep(writer.lane(), false);
        retention.dropBeyond(settings.maxBytes());
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
            LOG.info("Frames are journalled again, in {}", lane.folder());
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

    /** Called as time passes. */
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
        events.onSuspended();
        LOG.error(
                "The frame journal {} cannot be written: {}. The feed goes on without it, and what"
                        + " is received now would be lost if this process died; next attempt in"
                        + " 30 s",
                folder,
                reason(problem));
        endLane();
    }

    private void endLane() {
        if (writer == null) {
            return;
        }
        try {
            writer.close();
        } catch (IOException e) {
            LOG.warn("{} did not close well: {}", writer.lane().folder(), e.toString());
        }
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
        Map<String, Long> offsets = new HashMap<>();
        positions.forEach(
                (symbol, at) -> {
                    if (at.lane() == own.number()) {
                        offsets.put(symbol, at.offset());
                    }
                });
        try {
            own.checkpointed(new Checkpointed(exchange, offsets));
            retention.dropCheckpointed(own, exchange);
        } catch (IOException e) {
            LOG.warn("Old segments of the journal {} stay for now: {}", folder, reason(e));
        }
    }

    private static String reason(IOException problem) {
        return Optional.ofNullable(problem)
                .filter(FileSystemException.class::isInstance)
                .map(e -> e.getClass().getSimpleName() + " " + e.getMessage())
                .orElse(String.valueOf(problem.getMessage()));
    }

    /** Keeps the tail as a tape, if tapes are kept. */
    @Override
    public void close() {
        endLane();
        archive.close();
    }
}
