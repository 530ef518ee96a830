package dev.candlewick.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which faults happen when. Faults of one moment happen in the order they were added; each happens
 * once.
 */
public final class Script {

    private final List<Cue> cues;

    private Script(List<Cue> cues) {
        this.cues = List.copyOf(cues);
    }

    /**
     * A fault and its moment; of the two moments the one that is not set is beyond reach.
     *
     * @param tapeNanos before the first frame received at or after this instant
     * @param frames after this many frames of the tape have had their turn
     */
    record Cue(long tapeNanos, long frames, Fault fault) {

        boolean isDueBefore(long nextFrameNanos, long framesPlayed) {
            return tapeNanos <= nextFrameNanos || frames <= framesPlayed;
        }

        boolean isTimed() {
            return tapeNanos != Long.MAX_VALUE;
        }
    }

    public static Script none() {
        return new Script(List.of());
    }

    public static Builder builder() {
        return new Builder();
    }

    List<Cue> cues() {
        return cues;
    }

    /** Collects faults. */
    public static final class Builder {
        private final List<Cue> cues = new ArrayList<>();

        private Builder() {}

        /** Before the first frame that the tape received at this instant or later. */
        public Builder at(Instant tapeTime, Fault fault) {
            cues.add(new Cue(Tape.nanos(tapeTime), Long.MAX_VALUE, fault));
            return this;
        }

        /**
         * After this many frames of the tape were played; 0 is before the first. Not counted are
         * each stream's first frames, which clients get when they subscribe.
         */
        public Builder afterFrames(long frames, Fault fault) {
            cues.add(new Cue(Long.MAX_VALUE, frames, fault));
            return this;
        }

        /** As soon as the simulator starts, before any client is there. */
        public Builder atStart(Fault fault) {
            cues.add(new Cue(Long.MAX_VALUE, -1, fault));
            return this;
        }

        public Script build() {
            return new Script(cues);
        }
    }
}
