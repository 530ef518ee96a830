package dev.candlewick.sources.archive;

import dev.candlewick.sources.json.ValidationRules;
import java.io.Serializable;
import java.time.Duration;

/** The limits that lines of the archive must keep, each and together. */
record ArchiveRules(ValidationRules validation, Silence silence) implements Serializable {

    /**
     * How long a file may hold nothing without a gap, in microseconds.
     *
     * @param betweenBlocks where a file leaves block numbers out regularly
     * @param betweenLines where lines have no block numbers
     */
    record Silence(long betweenBlocks, long betweenLines) implements Serializable {

        static Silence of(Duration betweenBlocks, Duration betweenLines) {
            return new Silence(betweenBlocks.toNanos() / 1_000, betweenLines.toNanos() / 1_000);
        }
    }
}
