package dev.candlewick.sources.websocket.enumerator;

import dev.candlewick.sources.websocket.split.WebSocketSplit;
import dev.candlewick.sources.websocket.split.WebSocketSplitSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spreads the coins evenly over the readers, and follows a choice that changes.
 *
 * <p>After a restart readers do not keep what they held: they report it, and once all have, every
 * coin is redistributed. So a changed parallelism ends as even as a fresh start. A coin that leaves
 * is ended by its reader, which hands its split back; if it returns, its feed goes on from there,
 * with a gap between.
 */
public final class WebSocketEnumerator
        implements SplitEnumerator<WebSocketSplit, WebSocketEnumeratorState> {

    private static final Logger LOG = LoggerFactory.getLogger(WebSocketEnumerator.class);

    private final SplitEnumeratorContext<WebSocketSplit> context;
    private final Collected collected;
    private final SplitDistribution distribution;
    private final PendingDecisions decisions;
    private Map<String, Long> memberSince;
    private String lastFailure;

    /** Whether a choice has been made or has failed; until then readers must not end. */
    private boolean chosen;

    /**
     * What is collected.
     *
     * @param symbols always, or until a choice of all is made, in the order in which they are given
     *     out
     * @param choice of more; null if there is none
     * @param feedEnds whether the readers may stop once their splits are finished
     */
    public record Collected(
            List<String> symbols, SymbolChoice choice, boolean feedEnds, int maxReaders)
            implements Serializable {}

    public WebSocketEnumerator(
            SplitEnumeratorContext<WebSocketSplit> context,
            Collected collected,
            WebSocketEnumeratorState restored) {
        this.context = context;
        this.collected = collected;
        this.decisions = new PendingDecisions(restored.lastDecision(), restored.decisions());
        this.memberSince = collected.choice() == null ? Map.of() : restored.memberSince();
        Set<String> assigned = new HashSet<>(restored.assigned());
        if (collected.choice() == null) {
            assigned.retainAll(wanted());
        }
        this.distribution = new SplitDistribution(assigned);
        this.chosen = collected.choice() == null;
        restored.unassigned().forEach(this::takeBack);
    }

    @Override
    public void start() {
        if (context.currentParallelism() > collected.maxReaders()) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "The WebSocket source runs with parallelism %d, but each reader holds a"
                                    + " connection and the exchange allows %d from one IP address:"
                                    + " lower the parallelism of the source",
                            context.currentParallelism(),
                            collected.maxReaders()));
        }
        SymbolChoice choice = collected.choice();
        if (choice != null) {
            context.callAsync(
                    () -> choice.choose(memberSince),
                    this::onChoice,
                    0,
                    choice.lookEvery().toMillis());
        }
    }

    private void onChoice(SymbolChoice.Choice choice, Throwable failure) {
        chosen = true;
        if (failure != null) {
            onNoChoice(failure);
            return;
        }
        if (choice == null) {
            return;
        }
        if (lastFailure != null) {
            LOG.info("The universe can be decided again");
            lastFailure = null;
        }
        memberSince = Collections.unmodifiableMap(new LinkedHashMap<>(choice.memberSince()));
        if (!choice.standings().isEmpty()) {
            Decision decision = decisions.add(choice.standings());
            if (allAreHere()) {
                context.sendEventToSourceReader(0, decision);
            }
        }
        assignWhenAllAreHere();
    }

    /** What fails again and again for one reason is logged once. */
    private void onNoChoice(Throwable failure) {
        if (!String.valueOf(failure.getMessage()).equals(lastFailure)) {
            lastFailure = String.valueOf(failure.getMessage());
            LOG.warn(
                    "The universe could not be decided, its {} members stay; it is tried every {}",
                    memberSince.size(),
                    collected.choice().every(),
                    failure);
        }
        assignWhenAllAreHere();
    }

    /** Symbols to collect now, the most urgent first. */
    private Set<String> wanted() {
        SymbolChoice choice = collected.choice();
        boolean allAreChosen = choice != null && choice.choosesAll() && !memberSince.isEmpty();
        Set<String> wanted = new LinkedHashSet<>(allAreChosen ? List.of() : collected.symbols());
        wanted.addAll(memberSince.keySet());
        return wanted;
    }

    @Override
    public void addReader(int subtaskId) {
        distribution.removeReader(subtaskId);
        List<WebSocketSplit> reported =
                context.registeredReaders().get(subtaskId).getReportedSplitsOnRegistration();
        reported.forEach(this::takeBack);
        if (subtaskId == 0) {
            decisions.all().forEach(decision -> context.sendEventToSourceReader(0, decision));
        }
        assignWhenAllAreHere();
    }

    @Override
    public void addSplitsBack(List<WebSocketSplit> splits, int subtaskId) {
        distribution.removeReader(subtaskId);
        splits.forEach(this::takeBack);
    }

    private void takeBack(WebSocketSplit split) {
        String symbol = split.symbol();
        if (collected.choice() == null && !collected.symbols().contains(symbol)) {
            LOG.info("{} is no longer wanted; its split is dropped", WebSocketSplit.shown(symbol));
        } else {
            distribution.takeBack(split);
        }
    }

    private boolean allAreHere() {
        return context.registeredReaders().size() >= context.currentParallelism();
    }

    private void assignWhenAllAreHere() {
        if (!allAreHere()) {
            return;
        }
        int readers = context.currentParallelism();
        Set<String> wanted = wanted();
        Map<Integer, List<WebSocketSplit>> assignment = distribution.distribute(wanted, readers);
        assignment.forEach(
                (reader, splits) -> LOG.info("Reader {} gets {}", reader, names(splits)));
        context.assignSplits(new SplitsAssignment<>(assignment));
        distribution.startLeaving(wanted).forEach(this::requestLeave);
        if (collected.feedEnds() && chosen) {
            IntStream.range(0, readers).forEach(context::signalNoMoreSplits);
        }
    }

    private void requestLeave(int reader, Set<String> symbols) {
        LOG.info("Reader {} stops collecting {}", reader, symbols);
        context.sendEventToSourceReader(reader, new Leave(symbols));
    }

    private static String names(List<WebSocketSplit> splits) {
        return splits.stream()
                .map(split -> WebSocketSplit.shown(split.symbol()))
                .collect(Collectors.joining(", "));
    }

    @Override
    public void handleSourceEvent(int subtaskId, SourceEvent event) {
        if (event instanceof Decision.Emitted emitted) {
            decisions.onEmitted(emitted.number());
        } else if (event instanceof Leave.Done done) {
            onLeft(subtaskId, done);
        }
    }

    private void onLeft(int reader, Leave.Done done) {
        try {
            WebSocketSplitSerializer serializer = new WebSocketSplitSerializer();
            distribution.onLeft(
                    reader,
                    done.symbol(),
                    serializer.deserialize(serializer.getVersion(), done.split()));
        } catch (IOException e) {
            throw new UncheckedIOException("a split that was just written cannot be read", e);
        }
        context.sendEventToSourceReader(reader, new Leave.Acknowledged(done.symbol()));
        assignWhenAllAreHere();
    }

    @Override
    public void handleSplitRequest(int subtaskId, String requesterHostname) {
        // Splits are pushed; readers do not ask.
    }

    @Override
    public WebSocketEnumeratorState snapshotState(long checkpointId) {
        decisions.onCheckpoint(checkpointId);
        return new WebSocketEnumeratorState(
                distribution.assigned(),
                distribution.unassigned(),
                memberSince,
                decisions.last(),
                decisions.all());
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
        decisions.onCheckpointComplete(checkpointId);
    }

    @Override
    public void close() throws IOException {
        // Nothing is open.
    }
}
