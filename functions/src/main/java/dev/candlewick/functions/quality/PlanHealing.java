package dev.candlewick.functions.quality;

import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.FeedEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Asks for the exchange's candles of the windows that a gap touches, when they are over and no
 * resend has healed the gap: while the feed is still away too, and for what is left when the input
 * ends. Keyed by symbol; a symbol without gaps has no state.
 */
public class PlanHealing extends KeyedProcessFunction<String, FeedEvent, CandleRequest> {
    private static final long serialVersionUID = 1L;

    /** The name of the count of requests. */
    public static final String REQUESTS = "healing-requests";

    private final HealingRules rules;

    private transient HealingPlanner planner;
    private transient ValueState<HealingPlan> plans;
    private transient Tally asked;

    public PlanHealing(HealingRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        planner = new HealingPlanner(rules);
        plans = getRuntimeContext().getState(new ValueStateDescriptor<>("plan", HealingPlan.class));
        asked = Tally.of(getRuntimeContext(), REQUESTS);
    }

    @Override
    public void processElement(FeedEvent event, Context context, Collector<CandleRequest> out)
            throws Exception {
        HealingPlan plan = plans.value();
        if (plan == null) {
            if (event.kind() != FeedEvent.Kind.GAP || rules.intervals().isEmpty()) {
                return;
            }
            plan = new HealingPlan();
        }
        planner.on(
                event,
                plan,
                request -> {
                    asked.add();
                    out.collect(request);
                });
        if (plan.gaps.isEmpty()) {
            plans.clear();
        } else {
            plans.update(plan);
        }
    }
}
