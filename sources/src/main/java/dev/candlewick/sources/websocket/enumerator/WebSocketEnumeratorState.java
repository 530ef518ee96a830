package dev.candlewick.sources.websocket.enumerator;

import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a checkpoint has to remember of the distribution of coins.
 *
 * @param assigned coins whose splits the readers hold, or have finished
 * @param unassigned splits that no reader holds: those to be given out, and those of coins that
 *     have left
 * @param memberSince the chosen coins, the most urgent first
 * @param lastDecision the number of the newest decision
 * @param decisions those that may not be in the stream yet
 */
public record WebSocketEnumeratorState(
        Set<String> assigned,
        List<WebSocketSplit> unassigned,
        Map<String, Long> memberSince,
        long lastDecision,
        List<Decision> decisions) {

    public static final WebSocketEnumeratorState EMPTY =
            new WebSocketEnumeratorState(Set.of(), List.of(), Map.of(), 0, List.of());

    public WebSocketEnumeratorState {
        assigned = Set.copyOf(assigned);
        unassigned = List.copyOf(unassigned);
        memberSince = Collections.unmodifiableMap(new LinkedHashMap<>(memberSince));
        decisions = List.copyOf(decisions);
    }
}
