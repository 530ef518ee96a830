package dev.candlewick.sources.archive;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/**
 * One step through the archive, and how far it has been taken.
 *
 * @param index its place in the order of all steps
 * @param object only of an {@link Kind#OBJECT}
 * @param from events before it are not told
 * @param to events from it on are not told; of a {@link Kind#HOLE} the end of the hole
 * @param symbols which have the hole; otherwise all that are asked for
 */
record ArchiveSplit(
        int index,
        Kind kind,
        ArchiveObject object,
        long from,
        long to,
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
        return object == null ? from : object.start();
    }

    ArchiveSplit at(Position reached) {
        return new ArchiveSplit(index, kind, object, from, to, symbols, reached);
    }

    /**
     * How much of an object has been emitted.
     *
     * @param lines how many
     * @param newest event time among them
     * @param refused how many lines of those were refused
     */
    record Position(long lines, long newest, int refused, boolean isEnded) implements Serializable {

        static final long NOTHING_SEEN = Long.MIN_VALUE;

        static final Position START = new Position(0, NOTHING_SEEN, 0, false);
    }
}
