package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarInterval;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.Coverage;
import dev.candlewick.functions.model.ExchangeCandle;
import dev.candlewick.functions.model.PriceSource;
import dev.candlewick.functions.model.Reconciliation;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Compares final bars of whole windows with the candles that the exchange streams, and asks for
 * those that don't agree or never came. Both inputs are keyed by symbol.
 *
 * <p>A streamed candle never says that it is over, and its last update may lack the last trades. So
 * one that agrees in every field, the number of trades included, settles a bar, whenever it came;
 * one that doesn't says nothing.
 */
public class PlanReconciliation
        extends KeyedCoProcessFunction<String, BarRun, ExchangeCandle, CandleRequest> {
    private static final long serialVersionUID = 1L;

    /** The fields of bars that agree with a streamed candle. */
    public static final OutputTag<Reconciliation> AGREED =
            new OutputTag<>("agreed", TypeInformation.of(Reconciliation.class));

    /** The name of the count of requests. */
    public static final String REQUESTS = "reconciliation-requests";

    private final ReconciliationRules rules;

    private transient ValueState<SymbolComparison> comparisons;
    private transient Tally asked;
    private transient Drift drift;

    public PlanReconciliation(ReconciliationRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        comparisons =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>("comparisons", SymbolComparison.class));
        asked = Tally.of(getRuntimeContext(), REQUESTS);
        drift = Drift.of(getRuntimeContext());
    }

    @Override
    public void processElement1(BarRun run, Context context, Collector<CandleRequest> out)
            throws Exception {
        if (!rules.intervals().contains(run.interval())) {
            return;
        }
        SymbolComparison symbol = state();
        for (Bar bar : run.asList()) {
            compare(bar, symbol, context);
            for (BarInterval interval : rules.intervals()) {
                ask(symbol.of(interval), bar.emittedAt(), out);
            }
        }
        comparisons.update(symbol);
    }

    private void compare(Bar bar, SymbolComparison symbol, Context context) {
        IntervalComparison comparison = symbol.of(bar.interval());
        comparison.waiting.remove(bar.openTime());
        if (isOfWholeFeed(bar)
                && !settles(
                        bar, comparison.candles.get(bar.openTime()), bar.emittedAt(), context)) {
            comparison.waiting.put(bar.openTime(), bar);
        }
    }

    @Override
    public void processElement2(
            ExchangeCandle candle, Context context, Collector<CandleRequest> out) throws Exception {
        Optional<BarInterval> interval = intervalOf(candle);
        if (interval.isEmpty()) {
            return;
        }
        SymbolComparison symbol = state();
        IntervalComparison comparison = symbol.of(interval.get());
        comparison.keep(candle);
        Bar bar = comparison.waiting.get(candle.openTime());
        if (bar != null && settles(bar, candle, candle.receivedAt(), context)) {
            comparison.waiting.remove(candle.openTime());
        }
        ask(comparison, candle.receivedAt(), out);
        comparisons.update(symbol);
    }

    private SymbolComparison state() throws Exception {
        SymbolComparison state = comparisons.value();
        return state == null ? new SymbolComparison() : state;
    }

    private static boolean isOfWholeFeed(Bar bar) {
        return bar.priceSource() == PriceSource.TRADE
                && (bar.coverage() == Coverage.COMPLETE || bar.coverage() == Coverage.QUIET);
    }

    private Optional<BarInterval> intervalOf(ExchangeCandle candle) {
        return rules.intervals().stream()
                .filter(interval -> interval.label().equals(candle.interval()))
                .findFirst();
    }

    private boolean settles(Bar bar, ExchangeCandle candle, long at, Context context) {
        if (candle == null) {
            return false;
        }
        List<Reconciliation> rows = Comparison.of(bar, candle, null, at);
        if (!Comparison.agree(rows)) {
            return false;
        }
        rows.forEach(row -> context.output(AGREED, drift.counted(row)));
        return true;
    }

    private void ask(IntervalComparison comparison, long now, Collector<CandleRequest> out) {
        List<Bar> due = comparison.takeDue(now, rules);
        if (!due.isEmpty()) {
            asked.add();
            out.collect(CandleRequest.checking(due, now));
        }
    }
}
