package dev.candlewick.sources.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.apache.flink.util.function.ThrowingRunnable;

/** One keyed operator that can be restored from what it said at a checkpoint. */
final class Step<I, O> {

    private final KeyedProcessFunction<String, I, O> function;
    private final KeySelector<I, String> key;
    private KeyedOneInputStreamOperatorTestHarness<String, I, O> harness;
    private long checkpoint;

    Step(KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key) {
        this.function = function;
        this.key = key;
    }

    /** Restarts, from a snapshot unless that is null. */
    void open(OperatorSubtaskState snapshot) {
        close();
        run(
                () -> {
                    harness =
                            new KeyedOneInputStreamOperatorTestHarness<>(
                                    new KeyedProcessOperator<>(function), key, Types.STRING);
                    harness.setup();
                    if (snapshot != null) {
                        harness.initializeState(snapshot);
                    }
                    harness.open();
                });
    }

    OperatorSubtaskState snapshot() {
        checkpoint++;
        AtomicReference<OperatorSubtaskState> snapshot = new AtomicReference<>();
        run(() -> snapshot.set(harness.snapshot(checkpoint, checkpoint)));
        return snapshot.get();
    }

    void take(I element, Consumer<O> out) {
        run(() -> harness.processElement(element, 0));
        List<O> said = new ArrayList<>(harness.extractOutputValues());
        harness.getOutput().clear();
        said.forEach(out);
    }

    /** What the newest elements made besides. */
    <T> void side(OutputTag<T> tag, Consumer<T> out) {
        Collection<StreamRecord<T>> records = harness.getSideOutput(tag);
        if (records != null) {
            List<T> said = records.stream().map(StreamRecord::getValue).toList();
            records.clear();
            said.forEach(out);
        }
    }

    void close() {
        if (harness != null) {
            run(harness::close);
        }
    }

    private void run(ThrowingRunnable<Exception> action) {
        try {
            action.run();
        } catch (Exception e) {
            throw new IllegalStateException("in " + function.getClass().getSimpleName(), e);
        }
    }
}
