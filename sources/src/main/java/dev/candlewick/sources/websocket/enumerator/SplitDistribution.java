package dev.candlewick.sources.websocket.enumerator;

import dev.candlewick.sources.websocket.split.WebSocketSplit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which reader holds which coin, and the splits that no reader holds. */
final class SplitDistribution {

    private final Set<String> known;
    private final Map<String, WebSocketSplit> unassigned = new LinkedHashMap<>();
    private final Map<Integer, Set<String>> held = new HashMap<>();
    private final Set<String> leaving = new HashSet<>();

    SplitDistribution(Set<String> assigned) {
        this.known = new TreeSet<>(assigned);
    }

    /** Coins whose splits the readers hold, or have finished. */
    Set<String> assigned() {
        Set<String> assigned = new TreeSet<>(known);
        assigned.removeAll(unassigned.keySet());
        return assigned;
    }

    List<WebSocketSplit> unassigned() {
        return List.copyOf(unassigned.values());
    }

    /** A reader reports a split, or a failed one held it; ignored if another reader has it. */
    void takeBack(WebSocketSplit split) {
        String symbol = split.symbol();
        if (held.values().stream().noneMatch(ofReader -> ofReader.contains(symbol))) {
            known.add(symbol);
            unassigned.put(symbol, split);
        }
    }

    /** The reader registers again or has failed. */
    void removeReader(int reader) {
        Set<String> symbols = held.remove(reader);
        if (symbols != null) {
            leaving.removeAll(symbols);
        }
    }

    /** Assigns each split to be read to the reader that holds the fewest. */
    Map<Integer, List<WebSocketSplit>> distribute(Set<String> wanted, int readers) {
        Map<Integer, List<WebSocketSplit>> assignment = new TreeMap<>();
        for (String symbol : toRead(wanted)) {
            WebSocketSplit split = take(symbol);
            if (split != null) {
                int reader = leastLoaded(readers);
                held.computeIfAbsent(reader, r -> new TreeSet<>()).add(symbol);
                assignment.computeIfAbsent(reader, r -> new ArrayList<>()).add(split);
            }
        }
        return assignment;
    }

    /** An unwanted coin whose feed has not ended goes to a reader too, which ends it. */
    private Set<String> toRead(Set<String> wanted) {
        Set<String> symbols = new LinkedHashSet<>(wanted);
        unassigned.values().stream()
                .filter(split -> !split.isFresh() && !split.hasLeft())
                .forEach(split -> symbols.add(split.symbol()));
        return symbols;
    }

    /** Null for a coin that a reader holds or has finished. */
    private WebSocketSplit take(String symbol) {
        return known.add(symbol) ? WebSocketSplit.fresh(symbol) : unassigned.remove(symbol);
    }

    private int leastLoaded(int readers) {
        return IntStream.range(0, readers)
                .boxed()
                .min(Comparator.comparingInt(r -> held.getOrDefault(r, Set.of()).size()))
                .orElseThrow();
    }

    /** The coins to end that no reader has been asked to end yet, by their readers. */
    Map<Integer, Set<String>> startLeaving(Set<String> wanted) {
        Map<Integer, Set<String>> toEnd = new TreeMap<>();
        held.forEach(
                (reader, symbols) -> {
                    Set<String> unwanted = new TreeSet<>(symbols);
                    unwanted.removeAll(wanted);
                    unwanted.removeAll(leaving);
                    if (!unwanted.isEmpty()) {
                        toEnd.put(reader, unwanted);
                    }
                });
        toEnd.values().forEach(leaving::addAll);
        return toEnd;
    }

    /** A reader has ended the feed of a coin. */
    void onLeft(int reader, String symbol, WebSocketSplit split) {
        leaving.remove(symbol);
        held.getOrDefault(reader, new TreeSet<>()).remove(symbol);
        unassigned.put(symbol, split);
    }
}
