package dev.candlewick.sources.archive;

import dev.candlewick.functions.model.FeedEvent;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes a split to its end, some events at a time. */
interface StepReader extends Closeable {

    /** What comes next; the last record says that the split has ended. */
    ArchiveRecord next() throws IOException;

    /** Tells what needs no reading, at once. */
    static StepReader ofStatus(ArchiveSplit split, ArchiveStatus status) {
        return new StepReader() {
            @Override
            public ArchiveRecord next() {
                List<FeedEvent> events = new ArrayList<>();
                switch (split.kind()) {
                    case START -> status.start(events);
                    case HOLE -> status.hole(split, events);
                    case END -> status.end(events);
                    case OBJECT -> throw new IllegalArgumentException(split + " has to be read");
                }
                ArchiveSplit.Position end = new ArchiveSplit.Position(0, 0, 0, true);
                return new ArchiveRecord(split.at(end), events);
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }
}
