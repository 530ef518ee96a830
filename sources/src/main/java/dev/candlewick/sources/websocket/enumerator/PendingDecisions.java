package dev.candlewick.sources.websocket.enumerator;

import dev.candlewick.functions.model.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decisions that a failure could still undo in the stream. One is kept until a checkpoint that
 * began after a reader had emitted it is complete; sent again, its rows have the same keys.
 */
final class PendingDecisions {

    private final NavigableMap<Long, Decision> pending = new TreeMap<>();
    private final Set<Long> emitted = new HashSet<>();
    private final NavigableMap<Long, Set<Long>> emittedBefore = new TreeMap<>();
    private long last;

    PendingDecisions(long last, Collection<Decision> restored) {
        this.last = last;
        restored.forEach(decision -> pending.put(decision.number(), decision));
    }

    Decision add(List<Standing> standings) {
        Decision decision = new Decision(++last, new ArrayList<>(standings));
        pending.put(decision.number(), decision);
        return decision;
    }

    void onEmitted(long number) {
        emitted.add(number);
    }

    void onCheckpoint(long checkpointId) {
        emittedBefore.put(checkpointId, Set.copyOf(emitted));
    }

    void onCheckpointComplete(long checkpointId) {
        NavigableMap<Long, Set<Long>> upTo = emittedBefore.headMap(checkpointId, true);
        Set<Long> safe = upTo.isEmpty() ? Set.of() : upTo.lastEntry().getValue();
        pending.keySet().removeAll(safe);
        emitted.removeAll(safe);
        upTo.clear();
    }

    List<Decision> all() {
        return List.copyOf(pending.values());
    }

    /** The number of the newest decision. */
    long last() {
        return last;
    }
}
