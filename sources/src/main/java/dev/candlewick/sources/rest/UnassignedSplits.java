package dev.candlewick.sources.rest;

import java.util.List;

/** What the enumerator has to remember: the split while no reader holds it. */
public record UnassignedSplits<C>(List<CursorSplit<C>> splits) {

    public UnassignedSplits {
        splits = List.copyOf(splits);
    }
}
