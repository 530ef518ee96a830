package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.feed.FeedRouter;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.feed.FeedTime;
import dev.candlewick.sources.journal.JournalEntry;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.recording.LineDecoder;
import dev.candlewick.sources.recording.RecordedLine;
import dev.candlewick.sources.websocket.receiver.Received;
import java.util.OptionalLong;

/**
 * Routes what was received to the outbox, the same whether it comes from memory or from the
 * journal, and lets time pass with it. Not thread-safe.
 */
final class Intake {

    private static final FeedSignal TICK = new FeedSignal.Tick();
    private static final FeedSignal HOLE = new FeedSignal.Damaged("the journal has a hole");

    private final FeedTime feedTime;
    private final FeedMetrics metrics;
    private final LineDecoder lines;
    private final FeedRouter router;
    private final Outbox outbox;
    private JournalPosition position = JournalPosition.NONE;
    private long heardAt = Long.MIN_VALUE;
    private boolean isEnded;

    /**
     * @param lines decodes frames of the journal only; what is heard has been decoded
     */
    Intake(
            FeedTime feedTime,
            FeedMetrics metrics,
            LineDecoder lines,
            FeedRouter router,
            Outbox outbox) {
        this.feedTime = feedTime;
        this.metrics = metrics;
        this.lines = lines;
        this.router = router;
        this.outbox = outbox;
    }

    /** After the last thing that was routed. */
    JournalPosition position() {
        return position;
    }

    /** Whether the feed has ended for good. */
    boolean isEnded() {
        return isEnded;
    }

    void hear(Received.Heard heard) {
        pass(heard.at());
        if (heard.frame() != null) {
            // A later frame that comes from the journal may be understood by this one.
            lines.frames().recall(heard.frame(), 0, heard.frame().length);
        }
        for (FeedSignal signal : heard.signals()) {
            if (signal instanceof FeedSignal.Disconnected) {
                lines.frames().onDisconnected();
            }
            route(signal);
        }
        finish(heard.after());
    }

    void read(JournalEntry entry) {
        if (!entry.before().equals(position)) {
            missed();
        }
        RecordedLine line = entry.line();
        pass(line.receivedAt());
        lines.decode(line, line.receivedAt(), this::route);
        finish(entry.after());
    }

    /** What was to be read until there could not be read to its end. */
    void readUpTo(JournalPosition end) {
        if (!end.equals(position)) {
            missed();
            finish(end);
        }
    }

    /** From here on the journal is read. */
    void goOnFrom(JournalPosition from) {
        position = from;
    }

    private void missed() {
        router.on(HOLE, feedTime.now());
    }

    /** Everything was routed that came until then. */
    void rest(OptionalLong settledAt) {
        if (settledAt.isPresent()) {
            pass(Math.max(heardAt, settledAt.getAsLong()));
            finish(position);
        }
    }

    private void pass(long at) {
        heardAt = at;
        feedTime.onWall(at);
    }

    private void finish(JournalPosition after) {
        if (feedTime.takeTick()) {
            router.on(TICK, feedTime.now());
        }
        outbox.commit(after);
        position = after;
    }

    private void route(FeedSignal signal) {
        isEnded |= signal instanceof FeedSignal.Ended;
        feedTime.onExchange(signal.exchangeTime());
        metrics.on(signal);
        router.on(signal, feedTime.now());
    }
}
