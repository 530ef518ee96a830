package dev.candlewick.sources.websocket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads the coins evenly over the readers.
 *
 * <p>After a restart readers do not keep what they held: they report it, and once all have, every
 * coin is given out anew. So a changed parallelism ends as even as a fresh start, and coins that
 * are no longer wanted are dropped.
 */
final class SymbolEnumerator implements SplitEnumerator<SymbolSplit, EnumeratorState> {

    private static final Logger LOG = LoggerFactory.getLogger(SymbolEnumerator.class);

    private final SplitEnumeratorContext<SymbolSplit> context;
    private final List<String> symbols;
    private final boolean feedEnds;
    private final int maxReaders;
    private final Set<String> known;
    private final Map<String, SymbolSplit> unassigned = new LinkedHashMap<>();
    private final Map<Integer, Set<String>> held = new HashMap<>();

    /**
     * @param symbols in the order in which they are given out
     * @param feedEnds whether the readers may stop once their splits are finished
     */
    SymbolEnumerator(
            SplitEnumeratorContext<SymbolSplit> context,
            List<String> symbols,
            boolean feedEnds,
            int maxReaders,
            EnumeratorState restored) {
        this.context = context;
        this.symbols = symbols;
        this.feedEnds = feedEnds;
        this.maxReaders = maxReaders;
        this.known = new TreeSet<>(restored.assigned());
        known.retainAll(symbols);
        restored.unassigned().forEach(this::takeBack);
    }

    @Override
    public void start() {
        if (context.currentParallelism() > maxReaders) {
            throw new IllegalStateException(
                    "The WebSocket source runs with parallelism %d, but each reader holds a connection and the exchange allows %d from one IP address: lower the parallelism of the source"
                            .formatted(context.currentParallelism(), maxReaders));
        }
    }

    @Override
    public void addReader(int subtaskId) {
        held.remove(subtaskId);
        List<SymbolSplit> reported =
                context.registeredReaders().get(subtaskId).getReportedSplitsOnRegistration();
        reported.forEach(this::takeBack);
        assignWhenAllAreHere();
    }

    @Override
    public void addSplitsBack(List<SymbolSplit> splits, int subtaskId) {
        held.remove(subtaskId);
        splits.forEach(this::takeBack);
    }

    private void takeBack(SymbolSplit split) {
        String symbol = split.symbol();
        if (!symbols.contains(symbol)) {
            LOG.info("{} is no longer wanted; its split is dropped", SymbolSplit.shown(symbol));
        } else if (held.values().stream().noneMatch(ofReader -> ofReader.contains(symbol))) {
            known.add(symbol);
            unassigned.put(symbol, split);
        }
    }

    private void assignWhenAllAreHere() {
        int readers = context.currentParallelism();
        if (context.registeredReaders().size() < readers) {
            return;
        }
        Map<Integer, List<SymbolSplit>> assignment = new TreeMap<>();
        for (String symbol : symbols) {
            SymbolSplit split = takeSplit(symbol);
            if (split != null) {
                int reader = leastLoaded(readers);
                held.computeIfAbsent(reader, r -> new TreeSet<>()).add(symbol);
                assignment.computeIfAbsent(reader, r -> new ArrayList<>()).add(split);
            }
        }
        assignment.forEach(
                (reader, splits) -> LOG.info("Reader {} gets {}", reader, names(splits)));
        context.assignSplits(new SplitsAssignment<>(assignment));
        if (feedEnds) {
            IntStream.range(0, readers).forEach(context::signalNoMoreSplits);
        }
    }

    /** Null for a coin that a reader holds or has finished. */
    private SymbolSplit takeSplit(String symbol) {
        return known.add(symbol) ? SymbolSplit.fresh(symbol) : unassigned.remove(symbol);
    }

    private int leastLoaded(int readers) {
        return IntStream.range(0, readers)
                .boxed()
                .min(Comparator.comparingInt(r -> held.getOrDefault(r, Set.of()).size()))
                .orElseThrow();
    }

    private static String names(List<SymbolSplit> splits) {
        return splits.stream()
                .map(split -> SymbolSplit.shown(split.symbol()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void handleSplitRequest(int subtaskId, String requesterHostname) {
        // Splits are pushed; nobody asks.
    }

    @Override
    public EnumeratorState snapshotState(long checkpointId) {
        Set<String> assigned = new TreeSet<>(known);
        assigned.removeAll(unassigned.keySet());
        return new EnumeratorState(assigned, List.copyOf(unassigned.values()));
    }

    @Override
    public void close() throws IOException {
        // Nothing is open.
    }
}
