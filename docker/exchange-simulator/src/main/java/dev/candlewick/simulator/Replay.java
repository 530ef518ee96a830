package dev.candlewick.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A tape seen as stretches of one unbroken recording each. What a recorder received first on a
 * stream after it had subscribed was the exchange's snapshot, not news: it happened before the
 * stretch.
 */
final class Replay {

    /**
     * Streams other than trades send nothing for long at times; a frame that comes later than this
     * is news.
     */
    private static final long SNAPSHOT_NANOS = 1_000_000_000L;

    private Replay() {}

    /**
     * @param snapshots first frames of their streams, each known to its subscribers before the
     *     stretch begins
     * @param live all other frames
     */
    record Stretch(List<TapeFrame> snapshots, List<TapeFrame> live) {

        /** As recorded, for clients to whom the snapshots are news too. */
        List<TapeFrame> all() {
            return Stream.concat(snapshots.stream(), live.stream())
                    .sorted(Comparator.comparingLong(TapeFrame::receivedNanos))
                    .toList();
        }
    }

    /** Between two stretches the connection was lost. */
    static List<Stretch> of(List<TapeFrame> frames) {
        List<Stretch> stretches = new ArrayList<>();
        List<TapeFrame> stretch = new ArrayList<>();
        for (TapeFrame frame : frames) {
            if (frame.kind() != TapeFrame.Kind.CLOSED) {
                stretch.add(frame);
            } else if (!stretch.isEmpty()) {
                stretches.add(split(stretch));
                stretch = new ArrayList<>();
            }
        }
        if (!stretch.isEmpty()) {
            stretches.add(split(stretch));
        }
        if (stretches.isEmpty()) {
            throw new IllegalArgumentException("the tape holds lost connections only");
        }
        return stretches;
    }

    private static Stretch split(List<TapeFrame> frames) {
        List<TapeFrame> snapshots = new ArrayList<>();
        List<TapeFrame> live = new ArrayList<>();
        Set<StreamKey> seen = new HashSet<>();
        long until = frames.get(0).receivedNanos() + SNAPSHOT_NANOS;
        for (TapeFrame frame : frames) {
            boolean first = frame.stream().isPresent() && seen.add(frame.stream().get());
            if (frame.kind() == TapeFrame.Kind.REPLY) {
                continue;
            }
            boolean snapshot =
                    first && (frame.stream().get().isTrades() || frame.receivedNanos() <= until);
            (snapshot ? snapshots : live).add(frame);
        }
        return new Stretch(snapshots, live);
    }
}
