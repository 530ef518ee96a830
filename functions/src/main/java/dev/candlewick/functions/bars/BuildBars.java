package dev.candlewick.functions.bars;

import dev.candlewick.functions.model.Bar;
import dev.candlewick.functions.model.FeedEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Builds the bars of all intervals from admitted feed events, keyed by symbol: forming ones while a
 * window is open, final ones when event time has passed it, and a revision for each late trade.
 */
public class BuildBars extends KeyedProcessFunction<String, FeedEvent, Bar> {
    private static final long serialVersionUID = 1L;

    private final BarRules rules;

    private transient BarBuilder builder;
    private transient ValueState<SymbolBars> bars;

    public BuildBars(BarRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        builder = new BarBuilder(rules);
        bars = getRuntimeContext().getState(new ValueStateDescriptor<>("bars", SymbolBars.class));
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<Bar> out)
            throws Exception {
        SymbolBars state = bars.value();
        if (state == null) {
            state = new SymbolBars();
        }
        builder.on(event, state, out::collect);
        bars.update(state);
    }
}
