package dev.candlewick.sources.websocket.reader;

import dev.candlewick.sources.feed.FeedRouter;
import dev.candlewick.sources.feed.FeedSignal;
import dev.candlewick.sources.journal.JournalPosition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/**
 * What has yet to be handed to the splits, in order. Not thread-safe.
 *
 * <p>All splits share one socket, so a paused split cannot be slowed down alone: what is for it is
 * held here, and when too much is held the reader stops reading for all.
 */
final class Outbox implements FeedRouter.Output {

    private final Map<String, List<Step>> steps = new HashMap<>();
    private final Map<String, List<Step.Timed>> uncommitted = new HashMap<>();
    private final Set<String> paused = new HashSet<>();
    private int held;

    @Override
    public void tell(String split, FeedSignal signal, long at) {
        uncommitted.computeIfAbsent(split, s -> new ArrayList<>(1)).add(new Step.Timed(signal, at));
    }

    /** Signals since the last commit leave their splits at a place in the journal. */
    void commit(JournalPosition after) {
        commit(after, split -> true);
    }

    /** The same, but only for some of the splits; the others are not concerned. */
    void commit(JournalPosition after, Predicate<String> concerned) {
        if (uncommitted.isEmpty()) {
            return;
        }
        uncommitted.forEach(
                (split, signals) -> {
                    if (concerned.test(split)) {
                        steps.computeIfAbsent(split, s -> new ArrayList<>())
                                .add(new Step(signals, after));
                    }
                });
        uncommitted.clear();
    }

    void forget(String split) {
        paused.remove(split);
        uncommitted.remove(split);
        steps.remove(split);
    }

    void pause(Collection<String> toPause, Collection<String> toResume) {
        paused.addAll(toPause);
        paused.removeAll(toResume);
    }

    /** How many steps the last {@link #take} left behind for paused splits. */
    int held() {
        return held;
    }

    /**
     * Everything for splits that are not paused.
     *
     * @param ending splits that have nothing more to come; those that are paused wait with that too
     */
    RecordsWithSplitIds<Step> take(Collection<String> ending) {
        Map<String, Collection<Step>> taken = new HashMap<>();
        held = 0;
        Iterator<Map.Entry<String, List<Step>>> entries = steps.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, List<Step>> entry = entries.next();
            if (paused.contains(entry.getKey())) {
                held += entry.getValue().size();
            } else {
                taken.put(entry.getKey(), entry.getValue());
                entries.remove();
            }
        }
        Set<String> finished = new HashSet<>(ending);
        finished.removeAll(paused);
        return new RecordsBySplits<>(taken, finished);
    }
}
