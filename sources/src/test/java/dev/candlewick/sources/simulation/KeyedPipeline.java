package dev.candlewick.sources.simulation;

import dev.candlewick.functions.bars.BarRules;
import dev.candlewick.functions.bars.BuildBars;
import dev.candlewick.functions.bars.Forming;
import dev.candlewick.functions.measurement.MeasureQuality;
import dev.candlewick.functions.measurement.QualityFact;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.CandleAnswer;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.DataQuality;
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
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * The keyed operators in the order of the topology. What they emit is kept as a transaction does:
 * for good at the next checkpoint, or not at all.
 */
final class KeyedPipeline implements AutoCloseable {

    static final List<BarInterval> INTERVALS =
            List.of(BarInterval.S1, BarInterval.M1, BarInterval.M5);

    /** Requests that nobody has taken yet. */
    final List<CandleRequest> requests = new ArrayList<>();

    private final Step<FeedEvent, FeedEvent> admit;
    private final Step<FeedEvent, BarRun> build;
    private final Step<FeedEvent, CandleRequest> plan;
    private final Step<CandleAnswer, BarRun> repair;
    private final Step<BarRun, BarRun> number;
    private final Step<QualityFact, DataQuality> measure;
    private final List<Step<?, ?>> steps;
    private List<OperatorSubtaskState> checkpoint = new ArrayList<>();
    private Stored committed = new Stored();
    private Stored stored = new Stored();

    KeyedPipeline() {
        BarRules bars =
                new BarRules(
                        INTERVALS,
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(10),
                        Forming.NONE,
                        Origin.STREAM,
                        "run");
        HealingRules healing = HealingRules.of(INTERVALS, Market.COINS.size());
        admit = new Step<>(new AdmitTrades(bars), FeedEvent::symbol);
        build = new Step<>(new BuildBars(bars), FeedEvent::symbol);
        plan = new Step<>(new PlanHealing(healing), FeedEvent::symbol);
        repair = new Step<>(new RepairBars(healing, "run"), answer -> answer.request().symbol());
        number = new Step<>(new NumberRevisions(bars, Duration.ofHours(1)), BarRun::symbol);
        measure = new Step<>(new MeasureQuality("run"), QualityFact::symbol);
        steps = List.of(admit, build, plan, repair, number, measure);
        for (Step<?, ?> step : steps) {
            step.open(null);
            checkpoint.add(null);
        }
    }

    Stored stored() {
        return stored;
    }

    void accept(FeedEvent event) {
        admit.take(event, this::admitted);
        admit.side(QualityFact.TAG, this::measure);
        admit.side(AdmitTrades.TOO_LATE, run -> run.trades().forEach(stored::tooLate));
        admit.side(AdmitTrades.CONFLICTING, stored::conflicting);
    }

    private void admitted(FeedEvent event) {
        if (event instanceof FeedEvent.Trades run) {
            run.run().trades().forEach(stored::trade);
        } else if (event.gap() != null) {
            gap(event.gap());
        }
        build.take(event, this::number);
        plan.take(event, requests::add);
    }

    void answer(CandleAnswer answer) {
        repair.take(answer, this::number);
        repair.side(RepairBars.HEALED, this::gap);
    }

    private void gap(Gap gap) {
        stored.gap(gap);
        measure(QualityFact.gap(gap));
    }

    private void number(BarRun run) {
        number.take(run, numbered -> numbered.each(stored::bar));
        number.side(QualityFact.TAG, this::measure);
    }

    private void measure(QualityFact fact) {
        measure.take(fact, stored::quality);
    }

    void takeCheckpoint() {
        checkpoint = new ArrayList<>();
        for (Step<?, ?> step : steps) {
            checkpoint.add(step.snapshot());
        }
        committed = new Stored(stored);
    }

    /** Everything is as it was at the last checkpoint. */
    void restore() {
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).open(checkpoint.get(i));
        }
        stored = new Stored(committed);
        requests.clear();
    }

    @Override
    public void close() {
        for (Step<?, ?> step : steps) {
            step.close();
        }
    }
}
