package dev.candlewick.sources.websocket;

import dev.candlewick.sources.journal.FrameJournal;
import dev.candlewick.sources.journal.JournalPosition;
import dev.candlewick.sources.net.TimeSource;
import dev.candlewick.sources.tape.ControlFrames;
import dev.candlewick.sources.tape.TapeLine;
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
            return TapeLine.ofFrame(frame.receivedAt(), frame.payload());
        }
        return incoming instanceof Incoming.Opened opened
                ? TapeLine.ofControl(opened.at(), ControlFrames.opened())
                : new byte[0];
    }

    /** The connection is lost, or given up. */
    void onLost(String why) {
        if (journal != null) {
            long now = time.epochMicros();
            journal.append(List.of(TapeLine.ofControl(now, ControlFrames.closed(why))), now);
        }
    }

    /** After everything so far. */
    JournalPosition position() {
        return journal == null ? JournalPosition.NONE : journal.position();
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
