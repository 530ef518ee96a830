package dev.candlewick.sources.rest;

/** The cursor up to which the split has been emitted. */
final class PollingSplitState<C> {

    private final String splitId;
    private C cursor;

    PollingSplitState(PollingSplit<C> split) {
        this.splitId = split.splitId();
        this.cursor = split.cursor();
    }

    void advanceTo(C next) {
        cursor = next;
    }

    PollingSplit<C> toSplit() {
        return new PollingSplit<>(splitId, cursor);
    }
}
