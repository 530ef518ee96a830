package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.journal.JournalPosition;
import java.util.List;

/**
 * What one frame, or one change of the connection, means to a split: applied as a whole or not at
 * all, so that the split's state always agrees with its position.
 *
 * @param after where in the journal the split stands then
 */
record Step(List<Timed> signals, JournalPosition after) {

    /**
     * @param at by the feed's clock
     */
    record Timed(FeedSignal signal, long at) {}
}
