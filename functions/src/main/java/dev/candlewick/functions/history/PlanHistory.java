package dev.candlewick.functions.history;

import dev.candlewick.functions.model.CandleRequest;
import dev.candlewick.functions.model.FeedEvent;
import dev.candlewick.functions.model.Standing;
import dev.candlewick.functions.quality.Tally;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Requests the candle history of each symbol when its collection starts, and what it missed when it
 * returns to the universe. The second input tells the ranks, by which requests are answered. Both
 * inputs are keyed by symbol.
 */
public class PlanHistory
        extends KeyedCoProcessFunction<String, FeedEvent, Standing, CandleRequest> {
    private static final long serialVersionUID = 1L;

    /** The name of the count of requests. */
    public static final String REQUESTS = "history-requests";

    private final HistoryRules rules;

    private transient ValueState<HistoryPlan> plans;
    private transient Tally requested;

    public PlanHistory(HistoryRules rules) {
        this.rules = rules;
    }

    @Override
    public void open(OpenContext context) {
        plans =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("history", HistoryPlan.class));
        requested = Tally.of(getRuntimeContext(), REQUESTS);
    }

    @Override
    public void processElement1(FeedEvent event, Context context, Collector<CandleRequest> out)
            throws Exception {
        if (rules.collectsNothing()) {
            return;
        }
        HistoryPlan plan = plan();
        HistoryPlanner planner =
                new HistoryPlanner(
                        rules,
                        plan,
                        request -> {
                            requested.add();
                            out.collect(request);
                        });
        if (planner.on(event)) {
            plans.update(plan);
        }
    }

    @Override
    public void processElement2(Standing standing, Context context, Collector<CandleRequest> out)
            throws Exception {
        if (rules.collectsNothing() || !standing.included()) {
            return;
        }
        HistoryPlan plan = plan();
        plan.rank = standing.rank() == null ? HistoryPlan.UNRANKED : standing.rank();
        plans.update(plan);
    }

    private HistoryPlan plan() throws Exception {
        HistoryPlan plan = plans.value();
        return plan == null ? new HistoryPlan() : plan;
    }
}
