package dev.candlewick.functions.bars;

import dev.candlewick.functions.health.Latency;
import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.BarRun;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.TradeRun;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Builds the bars of all intervals from admitted feed events, keyed by symbol: forming ones while a
 * window is open, final ones when event time has passed it, and a revision for each late trade.
 */
public class BuildBars extends KeyedProcessFunction<String, FeedEvent, BarRun> {
    private static final long serialVersionUID = 1L;

    /** The bars of open windows. */
    public static final OutputTag<Bar> FORMING =
            new OutputTag<>("forming", TypeInformation.of(Bar.class));

    /** From the time of a trade to its being in its bars. */
    public static final String EXCHANGE_TO_BAR = "exchangeToBarMillis";

    /** The same from when its frame was received. */
    public static final String RECEIPT_TO_BAR = "receiptToBarMillis";

    private final BarRules rules;

    private transient BarBuilder builder;
    private transient Latency sinceExchange;
    private transient Latency sinceReceipt;
    private transient ValueState<SymbolBars> bars;

    public BuildBars(BarRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        builder = new BarBuilder(rules);
        if (rules.forming().followsTheFeed()) {
            MetricGroup metrics = getRuntimeContext().getMetricGroup();
            sinceExchange = Latency.shownIn(metrics, EXCHANGE_TO_BAR);
            sinceReceipt = Latency.shownIn(metrics, RECEIPT_TO_BAR);
        }
        bars = getRuntimeContext().getState(new ValueStateDescriptor<>("bars", SymbolBars.class));
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<BarRun> out)
            throws Exception {
        SymbolBars state = bars.value();
        if (state == null) {
            state = new SymbolBars();
        }
        builder.on(event, now(event, context), state, new Output(context, out));
        bars.update(state);
        if (sinceExchange != null && event instanceof FeedEvent.Trades trades) {
            measure(trades.run(), context.timerService().currentProcessingTime());
        }
    }

    private void measure(TradeRun run, long now) {
        int newest = run.length() - 1;
        sinceExchange.add(run.tradeTime(newest), now);
        sinceReceipt.add(run.receivedAt(newest), now);
    }

    private record Output(Context context, Collector<BarRun> out) implements BarOutput {
        @Override
        public void closed(BarRun bars) {
            out.collect(bars);
        }

        @Override
        public void forming(Bar bar) {
            context.output(FORMING, bar);
        }
    }

    private long now(FeedEvent event, Context context) {
        long processingTime = context.timerService().currentProcessingTime();
        return rules.forming().now(event.receivedAt(), processingTime);
    }
}
