package dev.candlewick.sources.websocket.receiver;

import dev.candlewick.sources.journal.JournalPosition;
import java.util.List;

/**
 * What a receiver has to tell a reader that follows another one.
 *
 * @param at up to there the journal says everything; after it the backlog does. {@link
 *     JournalPosition#NONE} for a receiver that has had no reader
 * @param carried the splits of its connection
 */
public record HandOver(JournalPosition at, List<String> carried) {

    public static final HandOver NONE = new HandOver(JournalPosition.NONE, List.of());

    public boolean isOne() {
        return !at.equals(JournalPosition.NONE);
    }
}
