package dev.candlewick.simulator;

import java.util.ArrayList;
import java.util.List;

/** Cuts a piece out of a tape such that it begins as a recording begins. */
final class TapeCut {

    private TapeCut() {}

    static Tape of(List<TapeFrame> frames, long from, long to) {
        Market before = new Market();
        List<TapeFrame> piece = new ArrayList<>();
        for (TapeFrame frame : frames) {
            if (frame.receivedNanos() < from) {
                before.apply(frame);
            } else if (frame.receivedNanos() < to) {
                piece.add(frame);
            }
        }
        List<TapeFrame> cut = new ArrayList<>();
        for (String text : before.snapshots()) {
            cut.add(TapeFrame.parse(from, text));
        }
        cut.addAll(piece);
        if (cut.isEmpty()) {
            throw new IllegalArgumentException(
                    "no frame of the tape lies before the end of the cut");
        }
        return new Tape(cut);
    }
}
