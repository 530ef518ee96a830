package dev.candlewick.sources.journal;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.recording.RecordedLine;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lines of the journal, in order: what finished lanes hold of some symbols after their positions,
 * or what one lane holds between two places. Lines that only some of the symbols have not seen yet
 * are among them: the reader compares positions.
 *
 * <p>What cannot be read is left out with a warning: it is as if it had not been received.
 */
public final class JournalReplay implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);

    private final Map<String, JournalPosition> starts;
    private final Queue<Part> parts = new ArrayDeque<>();
    private Part part;
    private SegmentLines lines;

    /** A segment from some line on, up to some line. */
    private record Part(Segment segment, List<String> symbols, long start, long end) {}

    private JournalReplay(Map<String, JournalPosition> positions) {
        starts = Map.copyOf(positions);
    }

    /**
     * What lanes hold that are no longer written.
     *
     * @param given {@link JournalPosition#NONE} for a symbol without a checkpoint
     * @param oldest where such a symbol begins, unless a checkpoint that is gone has passed it
     * @param end of a lane that is still written and also read, up to there
     */
    static JournalReplay ofTheDead(
            JournalFolder journal,
            String exchange,
            Map<String, JournalPosition> given,
            JournalPosition oldest,
            JournalPosition end)
            throws IOException {
        Map<String, JournalPosition> committed = journal.checkpointed(exchange);
        Map<String, JournalPosition> positions = new HashMap<>(given);
        positions.replaceAll(
                (symbol, position) ->
                        position.equals(JournalPosition.NONE)
                                ? Collections.max(
                                        List.of(committed.getOrDefault(symbol, oldest), oldest))
                                : position);
        JournalReplay replay = new JournalReplay(positions);
        for (Lane lane : journal.lanes()) {
            boolean isOwn = lane.number() == end.lane();
            if (!isOwn && !lane.isFinished()) {
                continue;
            }
            for (Segment found : lane.segments()) {
                Segment segment = isOwn ? found.endingAt(end.offset()) : found;
                Optional<FeedSignal.Recording> head = headOf(segment);
                if (head.isPresent() && head.get().exchange().equals(exchange)) {
                    replay.addIfNeeded(segment, head.get().symbols(), positions);
                }
            }
        }
        return replay;
    }

    /** What one lane holds between two places, whether or not it is still written. */
    static JournalReplay between(JournalFolder journal, JournalPosition from, JournalPosition to)
            throws IOException {
        JournalReplay replay = new JournalReplay(Map.of());
        for (Lane lane : journal.lanes()) {
            if (lane.number() != from.lane()) {
                continue;
            }
            for (Segment segment : lane.segments()) {
                long start = Math.max(from.offset(), segment.start());
                long end = Math.min(to.offset(), segment.end());
                if (start < end) {
                    List<String> symbols =
                            headOf(segment).map(FeedSignal.Recording::symbols).orElse(List.of());
                    replay.parts.add(new Part(segment, symbols, start, end));
                }
            }
        }
        return replay;
    }

    private static Optional<FeedSignal.Recording> headOf(Segment segment) {
        try {
            return segment.head();
        } catch (IOException e) {
            warn(segment, e.toString());
            return Optional.empty();
        }
    }

    private void addIfNeeded(
            Segment segment, List<String> symbols, Map<String, JournalPosition> positions) {
        symbols.stream()
                .map(positions::get)
                .filter(position -> position != null && position.isBefore(segment.last()))
                .min(JournalPosition::compareTo)
                .map(first -> first.isBefore(segment.first()) ? segment.first() : first)
                .ifPresent(
                        first ->
                                parts.add(
                                        new Part(segment, symbols, first.offset(), segment.end())));
    }

    /** Where each symbol goes on. */
    public Map<String, JournalPosition> starts() {
        return starts;
    }

    /** How many bytes there are to read, about. */
    public long bytes() {
        return parts.stream().mapToLong(next -> next.end() - next.start()).sum();
    }

    /** The next line; null at the end. */
    public JournalEntry next() {
        while (part != null || begin()) {
            JournalEntry entry = nextOfPart();
            if (entry != null) {
                return entry;
            }
            close();
        }
        return null;
    }

    private boolean begin() {
        while (part == null && !parts.isEmpty()) {
            Part next = parts.remove();
            try {
                lines =
                        new SegmentLines(
                                next.segment().file(), next.start() - next.segment().start());
                part = next;
            } catch (IOException e) {
                warn(next.segment(), e.toString());
            }
        }
        return part != null;
    }

    private JournalEntry nextOfPart() {
        long before = lines.offset();
        if (part.segment().start() + before >= part.end()) {
            return null;
        }
        try {
            byte[] bytes = lines.next();
            if (bytes == null) {
                return null;
            }
            RecordedLine line = RecordedLine.parse(bytes);
            if (line.isTimed()) {
                return new JournalEntry(
                        part.symbols(), line, position(before), position(lines.offset()));
            }
            warn(part.segment(), "the line at byte " + before + " has no receive time");
        } catch (IOException e) {
            warn(part.segment(), e.toString());
        }
        return null;
    }

    private JournalPosition position(long offsetInSegment) {
        return new JournalPosition(part.segment().lane(), part.segment().start() + offsetInSegment);
    }

    private static void warn(Segment segment, String why) {
        LOG.warn("{} of the journal cannot be read any further: {}", segment.file(), why);
    }

    @Override
    public void close() {
        try {
            if (lines != null) {
                lines.close();
            }
        } catch (IOException e) {
            LOG.debug("Closing a segment failed", e);
        }
        lines = null;
        part = null;
    }
}
