package dev.candlewick.sources.websocket.receiver;

import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.recording.RecordedLine;
import dev.candlewick.sources.websocket.connection.Incoming;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** Puts what a connection says into the journal, if there is one, before anything is made of it. */
final class Recorder implements Closeable {

    private final FrameJournal journal;
    private final TimeSource time;
    private boolean started;

    /**
     * @param journal null if there is none
     */
    Recorder(FrameJournal journal, TimeSource time) {
        this.journal = journal;
        this.time = time;
    }

    /** From here on these symbols are carried. */
    void carry(List<String> symbols) throws IOException {
        if (journal == null) {
            return;
        }
        journal.carry(symbols);
        if (!started) {
            journal.start(time.epochMicros());
            started = true;
        }
    }

    /** Records what was taken from the queue; returns the position after each of them. */
    List<JournalPosition> record(List<Incoming> batch) {
        if (journal == null) {
            return Collections.nCopies(batch.size(), JournalPosition.NONE);
        }
        return journal.append(batch.stream().map(Recorder::lineOf).toList(), time.epochMicros());
    }

    /** What a lost connection means is only known when it is handled: then its line follows. */
    private static byte[] lineOf(Incoming incoming) {
        if (incoming instanceof Incoming.Frame frame) {
            return RecordedLine.ofFrame(frame.receivedAt(), frame.payload());
        }
        return incoming instanceof Incoming.Opened opened
                ? RecordedLine.ofSignal(opened.at(), new FeedSignal.Connected())
                : new byte[0];
    }

    /** Records what the connection itself says: that it is lost, or has ended. */
    void record(FeedSignal signal) {
        if (journal == null) {
            return;
        }
        FeedSignal written =
                signal instanceof FeedSignal.Ended
                        ? new FeedSignal.Disconnected("the feed has ended")
                        : signal;
        if (written instanceof FeedSignal.Disconnected) {
            long now = time.epochMicros();
            journal.append(List.of(RecordedLine.ofSignal(now, written)), now);
        }
    }

    /** After everything so far. */
    JournalPosition position() {
        return journal == null ? JournalPosition.NONE : journal.position();
    }

    /** Whether the journal may grow; without one there is nothing to fill. */
    boolean hasRoom() {
        return journal == null || journal.hasRoom(time.epochMicros());
    }

    /** Whether frames that are handed over now can be read from the journal later. */
    boolean isWriting() {
        return journal != null && journal.isWriting(time.epochMicros());
    }

    /** Whether everything since the beginning is in one lane of the journal. */
    boolean isWhole() {
        return journal != null && journal.isWhole();
    }

    /** Another reader needs what this one has read. */
    void readAgain() {
        journal.onRead(JournalPosition.NONE);
    }

    /** Called as time passes. */
    void advance() {
        if (journal != null) {
            journal.syncIfDue(time.epochMicros());
        }
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }
}
