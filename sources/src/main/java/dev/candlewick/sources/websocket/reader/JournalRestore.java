package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.feed.FeedPhase;
import dev.candlewick.sources.feed.FeedRouter;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FeedTime;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.journal.JournalEntry;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.journal.JournalReplay;
import dev.candlewick.sources.recording.LineDecoder;
import dev.candlewick.sources.recording.RecordedLine;
import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands splits what was received after their last checkpoint, before they are connected. Not
 * thread-safe.
 *
 * <p>Each line is routed as it was when it came, to all symbols that its lane carried; then a split
 * takes what is new to it. So it does not matter which reader has a split now.
 */
final class JournalRestore {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRestore.class);
    private static final int MAX_LINES = 500;
    private static final FeedSignal TICK = new FeedSignal.Tick();
    private static final String RESTARTED = "restart";
    private static final String INCOMPLETE = "the journal has a hole";

    private final FrameJournal journal;
    private final LineDecoder lines;
    private final FeedTime feedTime;
    private final FeedMetrics metrics;
    private final Outbox outbox;
    private final Map<String, WebSocketSplit> arrived = new LinkedHashMap<>();
    private final Map<String, Cursor> cursors = new LinkedHashMap<>();
    private final Set<String> awaiting = new HashSet<>();
    private final JournalPosition end;
    private final Map<String, Boolean> goingOn = new HashMap<>();
    private JournalReplay replay;
    private FeedRouter router;
    private JournalEntry last;

    /** How far a split has come. */
    private static final class Cursor {
        private final boolean wasFresh;
        private JournalPosition position;
        private boolean moved;

        private Cursor(WebSocketSplit split, JournalPosition start) {
            this.wasFresh = split.isFresh();
            this.position = start;
        }

        /** Whether the split lacks what comes right before the line. */
        private boolean missesWhatIsBefore(JournalEntry entry) {
            return !position.equals(entry.before()) && !(wasFresh && !moved);
        }

        private void moveTo(JournalPosition to) {
            position = to;
            moved = true;
        }
    }

    /**
     * @param journal null if there is none
     * @param end where the feed goes on without a break; {@link JournalPosition#NONE} if nowhere
     */
    JournalRestore(
            FrameJournal journal,
            LineDecoder lines,
            FeedTime feedTime,
            FeedMetrics metrics,
            Outbox outbox,
            JournalPosition end) {
        this.journal = journal;
        this.lines = lines;
        this.feedTime = feedTime;
        this.metrics = metrics;
        this.outbox = outbox;
        this.end = end;
    }

    void add(WebSocketSplit split) {
        arrived.put(split.symbol(), split);
    }

    void remove(String symbol) {
        arrived.remove(symbol);
        cursors.remove(symbol);
    }

    boolean isDone() {
        return arrived.isEmpty() && cursors.isEmpty();
    }

    /** Goes on for a while. */
    void advance() throws IOException {
        if (cursors.isEmpty()) {
            begin();
        }
        for (int n = 0; replay != null && n < MAX_LINES; n++) {
            JournalEntry entry = replay.next();
            if (entry == null) {
                end();
                return;
            }
            apply(entry);
        }
        if (replay == null) {
            end();
        }
    }

    private void begin() throws IOException {
        Map<String, JournalPosition> positions = new HashMap<>();
        for (WebSocketSplit split : arrived.values()) {
            cursors.put(split.symbol(), new Cursor(split, JournalPosition.NONE));
            if (split.state().phase() == FeedPhase.RESUBSCRIBED) {
                awaiting.add(split.symbol());
            }
            // One that was checkpointed without a journal knows not where to go on.
            if (split.isFresh() || !split.position().equals(JournalPosition.NONE)) {
                positions.put(split.symbol(), split.position());
            }
        }
        arrived.clear();
        if (journal != null && !positions.isEmpty()) {
            replay = journal.replay(positions, end);
            replay.starts().forEach((symbol, start) -> cursors.get(symbol).position = start);
            if (replay.bytes() > 0) {
                LOG.info(
                        "Replaying {} bytes of the journal for {}",
                        replay.bytes(),
                        cursors.keySet());
            }
        }
    }

    private void apply(JournalEntry entry) {
        Set<String> eligible = new HashSet<>();
        for (String symbol : entry.symbols()) {
            Cursor cursor = cursors.get(symbol);
            if (cursor != null && cursor.position.compareTo(entry.before()) <= 0) {
                if (cursor.missesWhatIsBefore(entry)) {
                    disconnect(symbol, whyAt(cursor, entry), entry.before());
                }
                cursor.moveTo(entry.after());
                eligible.add(symbol);
            }
        }
        route(entry);
        metrics.onReplayed();
        outbox.commit(entry.after(), eligible::contains);
        last = entry;
    }

    private static String whyAt(Cursor cursor, JournalEntry entry) {
        return cursor.position.lane() == entry.before().lane() ? INCOMPLETE : RESTARTED;
    }

    private void route(JournalEntry entry) {
        follow(entry);
        RecordedLine line = entry.line();
        feedTime.onWall(line.receivedAt());
        lines.decode(line, line.receivedAt(), this::route);
        if (feedTime.takeTick()) {
            router.on(TICK, feedTime.now());
        }
    }

    private void route(FeedSignal signal) {
        feedTime.onExchange(signal.exchangeTime());
        metrics.on(signal);
        router.on(signal, feedTime.now());
    }

    /** A lane is one reader's life; the symbols it carries change with time. */
    private void follow(JournalEntry entry) {
        if (last == null || last.before().lane() != entry.before().lane()) {
            router = FeedRouter.ofConnection(outbox);
            awaiting.forEach(router::awaitResend);
            awaiting.clear();
        } else if (last.symbols().equals(entry.symbols())) {
            return;
        }
        for (String gone : router.symbols()) {
            if (!entry.symbols().contains(gone)) {
                router.remove(gone);
            }
        }
        entry.symbols().forEach(router::add);
    }

    private boolean isAwaitingResend(String symbol) {
        return router == null ? awaiting.remove(symbol) : router.stopAwaiting(symbol);
    }

    /**
     * The symbols that go on without a break since this was last asked, and whether the resend of
     * each is still to come.
     */
    Map<String, Boolean> takeGoingOn() {
        Map<String, Boolean> taken = Map.copyOf(goingOn);
        goingOn.clear();
        return taken;
    }

    /** What came after the journal is unknown, so the resend has to decide. */
    private void end() {
        cursors.forEach(
                (symbol, cursor) -> {
                    if (!end.equals(JournalPosition.NONE) && cursor.position.equals(end)) {
                        goingOn.put(symbol, isAwaitingResend(symbol));
                    } else if (cursor.moved || !cursor.wasFresh) {
                        disconnect(symbol, RESTARTED, cursor.position);
                    }
                });
        cursors.clear();
        replay = null;
        last = null;
    }

    private void disconnect(String symbol, String why, JournalPosition position) {
        if (symbol.equals(WebSocketSplit.NO_COIN)) {
            // What is only passed on has no feed that could be whole or not.
            return;
        }
        outbox.tell(symbol, new FeedSignal.Disconnected(why), feedTime.now());
        outbox.commit(position);
    }
}
