package dev.candlewick.sources.journal;

import dev.candlewick.sources.feed.FeedSignal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drops segments that are no longer needed, and the oldest read ones when there are too many. */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** A lane without segments may be one that another reader is about to begin. */
    private static final long YOUNGEST_EMPTY_LANE = 60_000;

    private final JournalFolder journal;
    private final JournalEvents events;
    private volatile boolean hasDropped;

    Retention(JournalFolder journal, JournalEvents events) {
        this.journal = journal;
        this.events = events;
    }

    /** Drops what a completed checkpoint has passed, for every symbol of a segment. */
    void dropCheckpointed(Lane own, String exchange) throws IOException {
        Map<String, JournalPosition> passed = journal.checkpointed(exchange);
        for (Lane lane : journal.lanes()) {
            List<Segment> droppable = droppable(lane);
            for (Segment segment : droppable) {
                if (!isPassed(segment, exchange, passed) || !isKeptIfItMustBe(lane, segment)) {
                    break;
                }
                Files.deleteIfExists(segment.file());
            }
            if (lane.number() < own.number() - YOUNGEST_EMPTY_LANE) {
                deleteIfEmpty(lane);
            }
        }
    }

    /** Never the segment that is being written. */
    private static List<Segment> droppable(Lane lane) throws IOException {
        List<Segment> segments = lane.segments();
        return segments.isEmpty() || !lane.isAlive()
                ? segments
                : segments.subList(0, segments.size() - 1);
    }

    private static boolean isPassed(
            Segment segment, String exchange, Map<String, JournalPosition> passed)
            throws IOException {
        Optional<FeedSignal.Recording> head = segment.head();
        if (head.isEmpty()) {
            return true;
        }
        return head.get().exchange().equals(exchange)
                && head.get().symbols().stream()
                        .map(symbol -> passed.getOrDefault(symbol, JournalPosition.NONE))
                        .noneMatch(position -> position.isBefore(segment.last()));
    }

    private static boolean isKeptIfItMustBe(Lane lane, Segment segment) throws IOException {
        Optional<Path> tapes = lane.tapes();
        return tapes.isEmpty() || Files.exists(RecordingArchive.tapeOf(lane, segment, tapes.get()));
    }

    private static void deleteIfEmpty(Lane lane) throws IOException {
        if (lane.segments().isEmpty() && !lane.isAlive()) {
            lane.delete();
        }
    }

    /**
     * Drops the oldest segments that have been read until the rest fits, whether or not a
     * checkpoint covers them; returns how many bytes are left that may not be dropped.
     *
     * @param own the lane of the reader that asks; other lanes that are alive are not its to drop
     * @param readOn how far that reader has come
     */
    long dropBeyond(long maxBytes, Lane own, JournalPosition readOn) throws IOException {
        List<Segment> droppable = new ArrayList<>();
        long bytes = 0;
        boolean isRestoring = isAnyRestoring();
        for (Lane lane : journal.lanes()) {
            bytes += lane.segments().stream().mapToLong(Segment::bytes).sum();
            if (lane.equals(own) || (!isRestoring && !lane.isAlive())) {
                droppable(lane).stream()
                        .filter(segment -> !readOn.isBefore(segment.last()))
                        .forEach(droppable::add);
            }
        }
        long needed = bytes - droppable.stream().mapToLong(Segment::bytes).sum();
        for (Segment segment : droppable) {
            if (bytes <= maxBytes) {
                break;
            }
            drop(segment, maxBytes);
            bytes -= segment.bytes();
        }
        return needed;
    }

    /** Whether anything went that no checkpoint covered. */
    boolean hasDropped() {
        return hasDropped;
    }

    /** Whether any reader may still need what dead ones have left. */
    private boolean isAnyRestoring() throws IOException {
        for (Lane lane : journal.lanes()) {
            if (lane.isRestoring() && lane.isAlive()) {
                return true;
            }
        }
        return false;
    }

    private void drop(Segment segment, long maxBytes) throws IOException {
        if (Files.deleteIfExists(segment.file())) {
            LOG.warn(
                    "The journal {} exceeds its limit of {} bytes: removed {}, which was read, but"
                            + " which no checkpoint covers. Check that checkpoints complete.",
                    journal,
                    maxBytes,
                    segment.file());
            hasDropped = true;
            events.onDropped(segment.bytes());
        }
    }
}
