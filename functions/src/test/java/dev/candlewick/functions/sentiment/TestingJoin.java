package dev.candlewick.functions.sentiment;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.Sentiment;
import dev.candlewick.functions.model.SentimentEvent;
import dev.candlewick.functions.model.Signal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.AbstractKeyedStateBackend;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The join at some parallelism, which can restart at another; its updates come from the index. */
final class TestingJoin {
    private static final int MAX_PARALLELISM = 128;

    private final SentimentRules rules;
    private final List<KeyedBroadcastOperatorTestHarness<String, BarRun, SentimentUpdate, Signal>>
            subtasks = new ArrayList<>();
    private final List<Signal> emittedBefore = new ArrayList<>();
    private final KeyedOneInputStreamOperatorTestHarness<String, SentimentEvent, Sentiment> updates;

    TestingJoin(SentimentRules rules, int parallelism) throws Exception {
        this.rules = rules;
        this.updates =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        new KeyedProcessOperator<>(new BuildSentiment(rules, "run")),
                        SentimentEvent::indexName,
                        Types.STRING);
        updates.open();
        start(parallelism, null);
    }

    void bar(Bar bar) throws Exception {
        int subtask =
                KeyGroupRangeAssignment.assignKeyToParallelOperator(
                        bar.symbol(), MAX_PARALLELISM, subtasks.size());
        subtasks.get(subtask)
                .processElement(new StreamRecord<>(BarRun.of(bar), bar.closeTime() / 1_000));
    }

    void sentiment(SentimentEvent event) throws Exception {
        updates.processElement(new StreamRecord<>(event));
        Queue<StreamRecord<SentimentUpdate>> emitted =
                updates.getSideOutput(BuildSentiment.UPDATES);
        while (emitted != null && !emitted.isEmpty()) {
            broadcast(emitted.remove().getValue());
        }
    }

    void broadcast(SentimentUpdate update) throws Exception {
        for (KeyedBroadcastOperatorTestHarness<String, BarRun, SentimentUpdate, Signal> subtask :
                subtasks) {
            subtask.processBroadcastElement(new StreamRecord<>(update));
        }
    }

    void endBars() throws Exception {
        for (KeyedBroadcastOperatorTestHarness<String, BarRun, SentimentUpdate, Signal> subtask :
                subtasks) {
            subtask.processWatermark(Watermark.MAX_WATERMARK);
        }
    }

    void endSentiment() throws Exception {
        for (KeyedBroadcastOperatorTestHarness<String, BarRun, SentimentUpdate, Signal> subtask :
                subtasks) {
            subtask.processBroadcastWatermark(Watermark.MAX_WATERMARK);
        }
    }

    /** Goes on from a snapshot of everything, at another parallelism. */
    void restart(int parallelism) throws Exception {
        OperatorSubtaskState[] states = new OperatorSubtaskState[subtasks.size()];
        for (int i = 0; i < states.length; i++) {
            states[i] = subtasks.get(i).snapshot(1, 1);
        }
        OperatorSubtaskState snapshot = AbstractStreamOperatorTestHarness.repackageState(states);
        List<Signal> before = signals();
        int oldParallelism = subtasks.size();
        close();
        emittedBefore.clear();
        emittedBefore.addAll(before);
        subtasks.clear();
        start(parallelism, new Snapshot(snapshot, oldParallelism));
    }

    /** All signals, by key and revision: subtasks emit side by side. */
    List<Signal> signals() {
        List<Signal> signals = new ArrayList<>(emittedBefore);
        subtasks.forEach(subtask -> signals.addAll(subtask.extractOutputValues()));
        signals.sort(
                Comparator.comparing(Signal::symbol)
                        .thenComparing(Signal::interval)
                        .thenComparing(Signal::openTime)
                        .thenComparing(Signal::revision));
        return signals;
    }

    int statesKept() {
        return subtasks.stream().mapToInt(subtask -> statesKept(subtask.getOperator())).sum();
    }

    private static int statesKept(StreamOperator<?> operator) {
        AbstractStreamOperator<?> join = (AbstractStreamOperator<?>) operator;
        return ((AbstractKeyedStateBackend<?>) join.getKeyedStateBackend())
                .numKeyValueStateEntries();
    }

    void close() throws Exception {
        for (KeyedBroadcastOperatorTestHarness<String, BarRun, SentimentUpdate, Signal> subtask :
                subtasks) {
            subtask.close();
        }
    }

    private record Snapshot(OperatorSubtaskState state, int parallelism) {}

    private void start(int parallelism, Snapshot snapshot) throws Exception {
        for (int i = 0; i < parallelism; i++) {
            KeyedBroadcastOperatorTestHarness<String, BarRun, SentimentUpdate, Signal> subtask =
                    new KeyedBroadcastOperatorTestHarness<>(
                            new CoBroadcastWithKeyedOperator<>(
                                    new JoinSignals(rules), List.of(JoinSignals.SENTIMENT)),
                            BarRun::symbol,
                            Types.STRING,
                            MAX_PARALLELISM,
                            parallelism,
                            i);
            if (snapshot != null) {
                subtask.initializeState(
                        AbstractStreamOperatorTestHarness.repartitionOperatorState(
                                snapshot.state(),
                                MAX_PARALLELISM,
                                snapshot.parallelism(),
                                parallelism,
                                i));
            }
            subtask.open();
            subtasks.add(subtask);
        }
    }
}
