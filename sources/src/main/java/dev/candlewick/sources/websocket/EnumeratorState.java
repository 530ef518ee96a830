package dev.candlewick.sources.websocket;

import java.util.List;
import java.util.Set;

/**
 * What a checkpoint has to remember of the distribution of coins.
 *
 * @param assigned coins whose splits the readers hold, or have finished
 * @param unassigned splits that no reader holds
 */
public record EnumeratorState(Set<String> assigned, List<SymbolSplit> unassigned) {

    public EnumeratorState {
        assigned = Set.copyOf(assigned);
        unassigned = List.copyOf(unassigned);
    }
}
