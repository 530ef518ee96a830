package dev.candlewick.sources.journal;

import dev.candlewick.sources.recording.RecordedLine;
import java.util.List;

/**
 * One line of the journal.
 *
 * @param symbols of the lane at that time, in the order in which the reader held them
 * @param before where the line begins
 * @param after where it ends
 */
public record JournalEntry(
        List<String> symbols, RecordedLine line, JournalPosition before, JournalPosition after) {}
