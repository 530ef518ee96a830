package dev.candlewick.sources.rest;

/** How far the split has been emitted. */
final class CursorState<C> {

    private final String splitId;
    private C cursor;

    CursorState(CursorSplit<C> split) {
        this.splitId = split.splitId();
        this.cursor = split.cursor();
    }

    void advanceTo(C next) {
        cursor = next;
    }

    CursorSplit<C> toSplit() {
        return new CursorSplit<>(splitId, cursor);
    }
}
