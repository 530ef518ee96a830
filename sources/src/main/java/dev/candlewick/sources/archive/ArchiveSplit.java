package dev.candlewick.sources.archive;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One step through the archive, and how far it has been taken.
 *
 * @param index its place in the order of all steps
 * @param object only of an {@link Kind#OBJECT}
 * @param symbols only of a {@link Kind#MISSING}: whose data is missing
 */
record ArchiveSplit(
        int index,
        Kind kind,
        ArchiveObject object,
        Span span,
        Seams seams,
        List<String> symbols,
        Position position)
        implements SourceSplit, Serializable {

    /** What the step is. */
    enum Kind {
        /** Says where coverage begins. */
        START,
        /** A file is read. */
        OBJECT,
        /** Says what the archive does not have. */
        MISSING,
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
        return new ArchiveSplit(index, kind, object, span, seams, symbols, reached);
    }

    /** The event times that bars get from it. */
    record Span(long from, long to) implements Serializable {

        boolean contains(long eventTime) {
            return eventTime >= from && eventTime < to;
        }
    }

    /**
     * What stands beside an object.
     *
     * @param begins whether the period begins with it, so that no file says what comes before
     * @param continues whether a file of the same kind comes just before, whose reader settles what
     *     the two share
     * @param next the file that follows; null if there is none
     */
    record Seams(boolean begins, boolean continues, ArchiveObject next) implements Serializable {

        static final Seams NONE = new Seams(false, false, null);
    }

    /**
     * How much of an object has been emitted. What its lines mean depends on those before, so they
     * are read again after a restart.
     */
    record Position(long lines, boolean isEnded) implements Serializable {

        static final Position START = new Position(0, false);
    }
}
