package dev.candlewick.sources.journal;

import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.tape.TapeLine;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What finished lanes hold of some symbols after their positions, in order. Lines that only some of
 * the symbols have not seen yet are among them: whoever reads compares positions.
 *
 * <p>What cannot be read is left out with a warning: it is as if it had not been received.
 */
public final class JournalReplay implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReplay.class);

    private final Map<String, JournalPosition> starts;
    private final Queue<Part> parts = new ArrayDeque<>();
    private Part part;
    private SegmentLines lines;

    /** A segment from some line on. */
    private record Part(Segment segment, List<String> symbols, long start) {}

    JournalReplay(JournalFolder journal, String exchange, Map<String, JournalPosition> positions)
            throws IOException {
        starts = Map.copyOf(positions);
        for (Lane lane : journal.finishedLanes()) {
            for (Segment segment : lane.segments()) {
                Optional<Message.Recording> head = headOf(segment);
                if (head.isPresent() && head.get().exchange().equals(exchange)) {
                    addIfNeeded(segment, head.get().symbols(), positions);
                }
            }
        }
    }

    private static Optional<Message.Recording> headOf(Segment segment) {
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
                .ifPresent(first -> parts.add(new Part(segment, symbols, first.offset())));
    }

    /** Where each symbol goes on. */
    public Map<String, JournalPosition> starts() {
        return starts;
    }

    /** How many bytes there are to read, about. */
    public long bytes() {
        return parts.stream().mapToLong(next -> next.segment().end() - next.start()).sum();
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
        try {
            byte[] bytes = lines.next();
            if (bytes == null) {
                return null;
            }
            TapeLine line = TapeLine.parse(bytes);
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
        LOG.warn("{} of the journal is read no further: {}", segment.file(), why);
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
