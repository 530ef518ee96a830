package dev.candlewick.sources.websocket;

import dev.candlewick.sources.journal.JournalPosition;
import java.util.List;

/**
 * What one frame, or one change of the connection, meant to a split: lived through whole or not at
 * all, so that the split's state always agrees with its position.
 *
 * @param after where in the journal the split stands then
 */
record Step(List<FeedSignal> signals, JournalPosition after) {}
