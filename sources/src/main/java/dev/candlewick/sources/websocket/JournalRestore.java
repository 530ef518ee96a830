package dev.candlewick.sources.websocket;

import dev.candlewick.functions.model.Origin;
import dev.candlewick.sources.hyperliquid.Message;
import dev.candlewick.sources.hyperliquid.MessageDecoder;
import dev.candlewick.sources.hyperliquid.ValidationRules;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.journal.JournalEntry;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.journal.JournalReplay;
import dev.candlewick.sources.tape.TapeLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets splits live through what was received after their last checkpoint, before they are
 * connected. Not thread-safe.
 *
 * <p>Each line is routed as it was when it came, to all symbols that its lane carried; then a split
 * takes what it has not lived through. So it does not matter which reader has a split now.
 */
final class JournalRestore {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRestore.class);
    private static final int MAX_LINES = 500;
    private static final String RESTARTED = "restart";
    private static final String INCOMPLETE = "the journal has a hole";

    private final FrameJournal journal;
    private final MessageDecoder frames;
    private final MessageDecoder controls;
    private final FeedTime feedTime;
    private final FeedMetrics metrics;
    private final Outbox outbox;
    private final Map<String, SymbolSplit> arrived = new LinkedHashMap<>();
    private final Map<String, Cursor> cursors = new LinkedHashMap<>();
    private JournalReplay replay;
    private SignalRouter router;
    private JournalEntry last;

    /** How far a split has come. */
    private static final class Cursor {
        private final boolean wasFresh;
        private JournalPosition position;
        private boolean moved;

        private Cursor(SymbolSplit split, JournalPosition start) {
            this.wasFresh = split.isFresh();
            this.position = start;
        }

        /** Whether the split has not lived through what comes right before the line. */
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
     */
    JournalRestore(
            FrameJournal journal,
            MessageDecoder frames,
            FeedTime feedTime,
            FeedMetrics metrics,
            Outbox outbox) {
        this.journal = journal;
        this.frames = frames;
        this.controls =
                new MessageDecoder(
                        "journal", Origin.TAPE, new ValidationRules(BigDecimal.ONE, false));
        this.feedTime = feedTime;
        this.metrics = metrics;
        this.outbox = outbox;
    }

    void add(SymbolSplit split) {
        arrived.put(split.symbol(), split);
    }

    void remove(String symbol) {
        arrived.remove(symbol);
        cursors.remove(symbol);
    }

    boolean isDone() {
        return arrived.isEmpty() && cursors.isEmpty();
    }

    /** Goes on for a while; returns the symbols that have come to the end. */
    Set<String> advance() throws IOException {
        if (cursors.isEmpty()) {
            begin();
        }
        for (int n = 0; replay != null && n < MAX_LINES; n++) {
            JournalEntry entry = replay.next();
            if (entry == null) {
                return end();
            }
            apply(entry);
        }
        return replay == null ? end() : Set.of();
    }

    private void begin() throws IOException {
        Map<String, JournalPosition> positions = new HashMap<>();
        for (SymbolSplit split : arrived.values()) {
            cursors.put(split.symbol(), new Cursor(split, JournalPosition.NONE));
            // One that was checkpointed without a journal knows not where to go on.
            if (split.isFresh() || !split.position().equals(JournalPosition.NONE)) {
                positions.put(split.symbol(), split.position());
            }
        }
        arrived.clear();
        if (journal != null && !positions.isEmpty()) {
            replay = journal.replay(positions);
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
        router.takeSignals()
                .forEach(
                        (symbol, signals) -> {
                            if (eligible.contains(symbol)) {
                                outbox.add(symbol, new Step(signals, entry.after()));
                            }
                        });
        last = entry;
    }

    private static String whyAt(Cursor cursor, JournalEntry entry) {
        return cursor.position.lane() == entry.before().lane() ? INCOMPLETE : RESTARTED;
    }

    private void route(JournalEntry entry) {
        if (!isOfSameRouter(entry)) {
            router = new SignalRouter(feedTime, metrics);
            entry.symbols().forEach(router::add);
        }
        TapeLine line = entry.line();
        feedTime.onWall(line.receivedAt());
        MessageDecoder decoder = line.isControl() ? controls : frames;
        for (Message message : decoder.decode(line.frame(), line.receivedAt())) {
            feedTime.onExchange(message.exchangeTime());
            route(message);
        }
        if (feedTime.takeTick()) {
            router.onTick();
        }
    }

    private boolean isOfSameRouter(JournalEntry entry) {
        return last != null
                && last.before().lane() == entry.before().lane()
                && last.symbols().equals(entry.symbols());
    }

    private void route(Message message) {
        if (message instanceof Message.ConnectionOpened) {
            router.onConnected();
        } else if (message instanceof Message.ConnectionClosed closed) {
            router.onDisconnected(closed.reason());
        } else {
            router.onMessage(message);
        }
    }

    /** What came after the journal is unknown, so the resend has to decide. */
    private Set<String> end() {
        Set<String> restored = new HashSet<>(cursors.keySet());
        cursors.forEach(
                (symbol, cursor) -> {
                    if (cursor.moved || !cursor.wasFresh) {
                        disconnect(symbol, RESTARTED, cursor.position);
                    }
                });
        cursors.clear();
        replay = null;
        last = null;
        return restored;
    }

    private void disconnect(String symbol, String why, JournalPosition position) {
        if (symbol.equals(SymbolSplit.NO_COIN)) {
            // What is only passed on has no feed that could be whole or not.
            return;
        }
        outbox.add(
                symbol,
                new Step(List.of(new FeedSignal.Disconnected(feedTime.now(), why)), position));
    }
}
