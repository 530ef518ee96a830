package dev.candlewick.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Builds a tape in memory; frames may be added in any order and are played by time. */
public final class TapeBuilder {

    private final List<TapeFrame> frames = new ArrayList<>();

    TapeBuilder() {}

    /** Any text at all, also what is no frame of the exchange. */
    public TapeBuilder frame(Instant receivedAt, String text) {
        frames.add(TapeFrame.parse(Tape.nanos(receivedAt), text));
        return this;
    }

    /** One frame of trades of one coin. */
    public TapeBuilder trades(Instant receivedAt, TapeTrade... trades) {
        return frame(receivedAt, Frames.trades(Arrays.asList(trades)));
    }

    public TapeBuilder closed(Instant at, String reason) {
        return frame(at, Frames.closed(reason));
    }

    public Tape build() {
        List<TapeFrame> sorted = new ArrayList<>(frames);
        sorted.sort(Comparator.comparingLong(TapeFrame::receivedNanos));
        return new Tape(sorted);
    }
}
