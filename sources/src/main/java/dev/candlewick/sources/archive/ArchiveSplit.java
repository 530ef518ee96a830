package dev.candlewick.sources.archive;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One step through the archive, and how far it has been taken.
 *
 * @param index its place in the order of all steps
 * @param object only of an {@link Kind#OBJECT}
 * @param symbols only of a {@link Kind#HOLE}: who has it
 */
record ArchiveSplit(
        int index,
        Kind kind,
        ArchiveObject object,
        Span span,
        List<String> symbols,
        Position position)
        implements SourceSplit, Serializable {

    /** What the step is. */
    enum Kind {
        /** Says where coverage begins. */
        START,
        /** A file is read. */
        OBJECT,
        /** Says what is not there. */
        HOLE,
        /** Ends the input. */
        END
    }

    @Override
    public String splitId() {
        return Integer.toString(index);
    }

    /** Where it belongs in time, by which it waits for its turn. */
    long start() {
        return object == null ? span.from() : object.start();
    }

    ArchiveSplit at(Position reached) {
        return new ArchiveSplit(index, kind, object, span, symbols, reached);
    }

    /**
     * The event times that bars get from it.
     *
     * @param followsHole whether nothing is there before it, so that it may begin in the middle
     * @param precedesHole whether nothing is there after it, so that it may end in the middle
     */
    record Span(long from, long to, boolean followsHole, boolean precedesHole)
            implements Serializable {

        static Span of(long from, long to) {
            return new Span(from, to, false, false);
        }

        boolean contains(long eventTime) {
            return eventTime >= from && eventTime < to;
        }
    }

    /**
     * How much of an object has been emitted.
     *
     * @param lines how many
     * @param newest event time among them
     * @param refused how many things in them were refused
     */
    record Position(long lines, long newest, int refused, boolean isEnded) implements Serializable {

        static final long NOTHING_SEEN = Long.MIN_VALUE;

        static final Position START = new Position(0, NOTHING_SEEN, 0, false);
    }
}
