package dev.candlewick.sources.feed;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.BuildBars;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Gap;
import dev.candlewick.functions.model.Origin;
import dev.candlewick.functions.quality.AdmitTrades;
import dev.candlewick.functions.quality.HealingRules;
import dev.candlewick.functions.quality.NumberRevisions;
import dev.candlewick.functions.quality.PlanHealing;
import dev.candlewick.functions.quality.RepairBars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** From feed events and candles to numbered bars and the newest row of each gap. */
public final class TestingBarPipeline implements AutoCloseable {

    static final List<BarInterval> INTERVALS = List.of(BarInterval.M1, BarInterval.M5);

    /** The newest bar of each window, and the newest row of each gap, of the symbol played last. */
    final Map<BarInterval, Map<Long, Bar>> bars = new TreeMap<>();

    final Map<Long, Gap> gaps = new TreeMap<>();

    /** What is to be asked of the exchange; whoever answers empties it. */
    final List<CandleRequest> requests = new ArrayList<>();

    private final Step<FeedEvent, FeedEvent> admit;
    private final Step<FeedEvent, BarRun> build;
    private final Step<FeedEvent, CandleRequest> plan;
    private final Step<CandleAnswer, BarRun> repair;
    private final Step<BarRun, BarRun> number;

    public TestingBarPipeline() throws Exception {
        BarRules bars =
                new BarRules(
                        INTERVALS,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(10),
                        Forming.NONE,
                        Origin.STREAM,
                        "run");
        HealingRules healing = HealingRules.of(INTERVALS, 1);
        admit = new Step<>(new AdmitTrades(bars), FeedEvent::symbol);
        build = new Step<>(new BuildBars(bars), FeedEvent::symbol);
        plan = new Step<>(new PlanHealing(healing), FeedEvent::symbol);
        repair = new Step<>(new RepairBars(healing, "run"), answer -> answer.request().symbol());
        number = new Step<>(new NumberRevisions(bars, Duration.ofDays(1)), BarRun::symbol);
    }

    void begin() {
        bars.clear();
        gaps.clear();
        requests.clear();
    }

    public void accept(FeedEvent event) {
        admit.take(
                event,
                admitted -> {
                    if (admitted.gap() != null) {
                        gaps.put(admitted.gap().gapStart(), admitted.gap());
                    }
                    build.take(admitted, this::number);
                    plan.take(admitted, requests::add);
                });
    }

    /** The newest bar of each window. */
    public Collection<Bar> newest(BarInterval interval) {
        return bars.getOrDefault(interval, Map.of()).values();
    }

    void answer(CandleAnswer answer) {
        repair.take(answer, this::number);
        Collection<StreamRecord<Gap>> healed = repair.harness.getSideOutput(RepairBars.HEALED);
        if (healed != null) {
            healed.forEach(gap -> gaps.put(gap.getValue().gapStart(), gap.getValue()));
            healed.clear();
        }
    }

    private void number(BarRun run) {
        number.take(run, told -> told.each(this::keep));
    }

    private void keep(Bar numbered) {
        Bar before =
                bars.computeIfAbsent(numbered.interval(), interval -> new TreeMap<>())
                        .put(numbered.openTime(), numbered);
        int expected = before == null ? 0 : before.revision() + 1;
        if (numbered.revision() != expected) {
            throw new AssertionError("not numbered " + expected + ": " + numbered);
        }
    }

    @Override
    public void close() throws Exception {
        for (Step<?, ?> step : List.of(admit, build, plan, repair, number)) {
            step.harness.close();
        }
    }

    /** One operator, and what it says to one element. */
    private static final class Step<I, O> {
        private final KeyedOneInputStreamOperatorTestHarness<String, I, O> harness;

        Step(KeyedProcessFunction<String, I, O> function, KeySelector<I, String> key)
                throws Exception {
            harness =
                    new KeyedOneInputStreamOperatorTestHarness<>(
                            new KeyedProcessOperator<>(function), key, Types.STRING);
            harness.open();
        }

        void take(I element, Consumer<O> out) {
            try {
                harness.processElement(element, 0);
            } catch (Exception e) {
                throw new IllegalStateException("at " + element, e);
            }
            List<O> said = new ArrayList<>(harness.extractOutputValues());
            harness.getOutput().clear();
            said.forEach(out);
        }
    }
}
