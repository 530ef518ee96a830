package dev.candlewick.sources.journal;

import dev.candlewick.sources.hyperliquid.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of segments that nobody needs any more, and of the oldest when there are too many. */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** A lane without segments may be one that another reader is about to begin. */
    private static final long YOUNGEST_EMPTY_LANE = 60_000;

    private final JournalFolder journal;
    private final JournalEvents events;

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

    /** Never the segment that somebody is writing. */
    private static List<Segment> droppable(Lane lane) throws IOException {
        List<Segment> segments = lane.segments();
        return segments.isEmpty() || !lane.isAlive()
                ? segments
                : segments.subList(0, segments.size() - 1);
    }

    private static boolean isPassed(
            Segment segment, String exchange, Map<String, JournalPosition> passed)
            throws IOException {
        Optional<Message.Recording> head = segment.head();
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
        return tapes.isEmpty() || Files.exists(TapeArchive.tapeOf(lane, segment, tapes.get()));
    }

    private static void deleteIfEmpty(Lane lane) throws IOException {
        if (lane.segments().isEmpty() && !lane.isAlive()) {
            lane.delete();
        }
    }

    /** Drops the oldest segments until the rest fits, whether or not they are needed. */
    void dropBeyond(long maxBytes) throws IOException {
        List<Segment> droppable = new ArrayList<>();
        long bytes = 0;
        for (Lane lane : journal.lanes()) {
            bytes += lane.segments().stream().mapToLong(Segment::bytes).sum();
            droppable.addAll(droppable(lane));
        }
        for (Segment segment : droppable) {
            if (bytes <= maxBytes) {
                return;
            }
            if (Files.deleteIfExists(segment.file())) {
                LOG.warn(
                        "The journal {} has outgrown its {} bytes: dropped {}, which no checkpoint"
                                + " had passed. Is the job completing checkpoints?",
                        journal,
                        maxBytes,
                        segment.file());
                events.onDropped(segment.bytes());
            }
            bytes -= segment.bytes();
        }
    }
}
