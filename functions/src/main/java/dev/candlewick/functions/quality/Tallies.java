package dev.candlewick.functions.quality;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * The tallies of one subtask that a restart of its job sets back to the checkpoint, as it does the
 * input: so what is read again is counted once. Another job, though it goes on from a checkpoint of
 * this one, counts from 0.
 */
final class Tallies {
    private static final String LAST = "last of ";

    private final RuntimeContext runtime;
    private final String job;
    private final ListState<Map<String, Long>> state;
    private final Map<String, Long> restored = new HashMap<>();
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<String, Long> lastCounted = new HashMap<>();

    private Tallies(RuntimeContext runtime, ListState<Map<String, Long>> state) {
        this.runtime = runtime;
        this.job = runtime.getJobInfo().getJobId() + " ";
        this.state = state;
    }

    static Tallies restored(RuntimeContext runtime, FunctionInitializationContext context)
            throws Exception {
        Tallies tallies =
                new Tallies(
                        runtime,
                        context.getOperatorStateStore()
                                .getListState(
                                        new ListStateDescriptor<>(
                                                "tallies", Types.MAP(Types.STRING, Types.LONG))));
        for (Map<String, Long> ofSubtask : tallies.state.get()) {
            ofSubtask.forEach((name, count) -> tallies.restored.merge(name, count, Long::sum));
        }
        tallies.restoreLastCounted();
        return tallies;
    }

    private void restoreLastCounted() {
        String prefix = job + LAST;
        restored.forEach(
                (name, value) -> {
                    if (name.startsWith(prefix)) {
                        lastCounted.put(name.substring(prefix.length()), value);
                    }
                });
    }

    /** What was counted last, by symbol, for who counts it once; a restart sets it back too. */
    Map<String, Long> lastCounted() {
        return lastCounted;
    }

    Tally tally(String name) {
        return tallies.computeIfAbsent(
                name,
                each -> Tally.goingOnFrom(restored.getOrDefault(job + each, 0L), runtime, each));
    }

    void snapshot() throws Exception {
        Map<String, Long> counts = new HashMap<>();
        tallies.forEach((name, tally) -> counts.put(job + name, tally.count()));
        lastCounted.forEach((symbol, value) -> counts.put(job + LAST + symbol, value));
        state.update(List.of(counts));
    }
}
